"""What is done with persons, one function for each verb."""

from sapar.apps.people.actions.contacts import (
    NewContact,
    add_contact_point,
    end_contact_point,
    prefer_contact_point,
    verify_contact_point,
)
from sapar.apps.people.actions.documents import NewDocument, add_document, end_document
from sapar.apps.people.actions.erase import erase_person
from sapar.apps.people.actions.export import Exported, export_person
from sapar.apps.people.actions.households import join_household, leave_household
from sapar.apps.people.actions.names import NameParts, add_name, correct_name
from sapar.apps.people.actions.particulars import Particulars, correct_person
from sapar.apps.people.actions.register import Joining, NewPerson, register_person
from sapar.apps.people.actions.stays import StayTold, add_stay, correct_stay

__all__ = [
    "Exported",
    "Joining",
    "NameParts",
    "NewContact",
    "NewDocument",
    "NewPerson",
    "Particulars",
    "StayTold",
    "add_contact_point",
    "add_document",
    "add_name",
    "add_stay",
    "correct_name",
    "correct_person",
    "correct_stay",
    "end_contact_point",
    "end_document",
    "erase_person",
    "export_person",
    "join_household",
    "leave_household",
    "prefer_contact_point",
    "register_person",
    "verify_contact_point",
]
