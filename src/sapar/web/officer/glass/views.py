"""Opening a case in an emergency without the right to it: with a reason, for hours, and judged afterwards."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapar.apps.accounts.errors import NotAllowedError as RoleNotAllowedError
from sapar.apps.accounts.errors import ReasonError
from sapar.apps.accounts.policy import LEAST_REASON, may_break_glass
from sapar.apps.cases.actions import open_in_emergency
from sapar.apps.cases.errors import AlreadyDoneError, NotAllowedError
from sapar.apps.cases.models import Case
from sapar.web.frame.addresses import address
from sapar.web.officer.door import at_desk, shown
from sapar.web.officer.mistakes import mistake
from sapar.web.officer.requests import DeskRequest


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def glass(request: DeskRequest) -> HttpResponse:
    """Say which case and why; the case then opens for four hours."""
    if not may_break_glass(request.actor):
        raise PermissionDenied
    if request.method != "POST":
        return _asked(request, "")
    number = request.POST.get("number", "").replace("\0", "").strip()
    try:
        found = open_in_emergency(
            number, reason=request.POST.get("reason", "").replace("\0", ""), actor=request.actor
        )
    except Case.DoesNotExist:
        return _asked(request, _("There is no such case in your state."))
    except AlreadyDoneError:
        return redirect(address("officer:case", number.upper()))
    except ReasonError as error:
        return _asked(request, mistake(error))
    except (NotAllowedError, RoleNotAllowedError) as error:
        raise PermissionDenied(str(error)) from None
    messages.warning(
        request,
        _("The case is open to you for four hours. A supervisor will judge whether it was right."),
    )
    return redirect(address("officer:case", found.number))


def _asked(request: DeskRequest, problem: str) -> HttpResponse:
    context = {
        "number": request.POST.get("number", ""),
        "reason": request.POST.get("reason", ""),
        "least": LEAST_REASON,
        "problem": problem,
    }
    return shown(request, "officer/glass.html", context, status=422 if problem else 200)
