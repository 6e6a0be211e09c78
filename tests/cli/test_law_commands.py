"""`instruments`, `show`, `check`, `examples` and `schema`: for those who read and write the law."""

import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tests.cli.desk import INSTRUMENTS, KOREA, Sapar

IDS = sorted(path.parent.name for path in INSTRUMENTS.glob("*/instrument.yaml"))


def test_every_instrument_is_listed(sapar: Sapar) -> None:
    said = sapar("instruments", "--json")
    assert [row["instrument"] for row in said.json] == IDS
    assert all(row["title"] and row["country"] and row["kind"] for row in said.json)
    assert all(name in sapar("instruments").out for name in IDS)


def test_an_instrument_is_shown_as_text_as_html_and_as_json(sapar: Sapar) -> None:
    assert "[unlawful-since]" in sapar("show", KOREA).out
    assert sapar("show", KOREA, "--format", "html").out.startswith("<!doctype html>")
    document = sapar("show", KOREA, "--format", "json").json
    assert (document["instrument"], document["language"]) == (KOREA, "en")


# check


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small instrument that is whole, copied from among the mistakes and mended."""
    bad = Path(__file__).parents[1] / "instruments" / "bad" / "example-fails"
    folder = tmp_path / "example-fails"
    shutil.copytree(bad, folder)
    examples = folder / "examples.yaml"
    examples.write_text(examples.read_text().replace("not_eligible", "eligible"))
    return folder


def test_a_whole_instrument_passes_the_check(sapar: Sapar, small: Path) -> None:
    said = sapar("check", str(small))
    assert (said.code, said.out) == (0, "1 checked, 0 problems.\n")
    assert sapar("check", str(small / "instrument.yaml")).code == 0


def test_a_problem_is_printed_with_its_place_and_ends_with_1(sapar: Sapar, small: Path) -> None:
    law = small / "instrument.yaml"
    law.write_text(law.read_text().replace("stay.unlawful_since", "stay.unlawfull_since"))
    said = sapar("check", str(small))
    assert said.code == 1
    assert said.out.endswith("1 checked, 1 problem.\n")
    (problem,) = sapar("check", str(small), "--json").json
    assert problem["file"].endswith("instrument.yaml")
    assert problem["message"] == 'There is no fact called "stay.unlawfull_since".'
    assert problem["mend"] == 'Did you mean "stay.unlawful_since"?'
    assert isinstance(problem["line"], int)


def test_a_path_without_an_instrument_is_wrong_use(sapar: Sapar, tmp_path: Path) -> None:
    said = sapar("check", str(tmp_path / "nothing"))
    assert said.code == 2
    assert said.err.endswith("Name a folder with instrument.yaml.\n")


def test_all_instruments_pass_the_check(sapar: Sapar) -> None:
    said = sapar("check", "--json")
    assert said.json == []
    assert said.code == 0


# examples


def test_the_worked_examples_of_every_instrument_hold(sapar: Sapar) -> None:
    said = sapar("examples", "--json")
    assert said.json["differences"] == []
    assert sorted(said.json["examples"]) == IDS
    assert all(count > 0 for count in said.json["examples"].values())
    assert said.code == 0


# schema


@pytest.fixture(scope="module")
def lawyers_files() -> dict[str, Any]:
    """Every instrument.yaml as an editor reads it, with dates as texts."""
    return {
        name: yaml.load(
            (INSTRUMENTS / name / "instrument.yaml").read_text(encoding="utf-8"),
            Loader=_TextsOnly,  # noqa: S506  # a safe loader without dates and words for yes
        )
        for name in IDS
    }


class _TextsOnly(yaml.SafeLoader):
    """Plain texts, whole numbers and true or false, as Sapar reads them."""


_TextsOnly.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag in {"tag:yaml.org,2002:int", "tag:yaml.org,2002:null"}
        or (tag == "tag:yaml.org,2002:bool" and first in "tf")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_every_instrument_is_valid_by_the_schema_editors_use(
    sapar: Sapar, lawyers_files: dict[str, Any]
) -> None:
    schema = sapar("schema", "instrument").json
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    for name, written in lawyers_files.items():
        assert [error.message for error in validator.iter_errors(written)] == [], name


def test_the_schema_refuses_a_key_nobody_knows(sapar: Sapar, lawyers_files: dict[str, Any]) -> None:
    schema = sapar("schema", "instrument").json
    wrong = {**lawyers_files[KOREA], "xyzzy": 1}
    with pytest.raises(jsonschema.ValidationError, match="xyzzy"):
        jsonschema.validate(wrong, schema, jsonschema.Draft202012Validator)


CONTRACT = {
    "person": "nationality born has_committed_offence under_departure_order detained",
    "stay": "country entered_on entry unlawful_since",
    "travel_document": "kind valid_until",
    "departure": "date ticket port",
    "declaration": "form filed_on",
    "household": "children",
}


def test_the_schema_of_facts_has_the_names_of_the_contract_and_takes_a_facts_file(
    sapar: Sapar,
) -> None:
    schema = sapar("schema", "facts").json
    names = {f"{group}.{name}" for group, names in CONTRACT.items() for name in names.split()}
    assert names <= schema["properties"].keys()
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    assert validator.is_valid(
        {
            "stay.entry": "regular",
            "stay.unlawful_since": "does_not_apply",
            "household.children": [{"born": "2015-01-01"}],
        }
    )
    assert not validator.is_valid({"stay.entry": "smugled"})
    assert not validator.is_valid({"stay.entri": "regular"})
    assert not validator.is_valid({"person.detained": "no"})
