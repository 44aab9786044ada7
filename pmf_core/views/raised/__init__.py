"""What people raise with one another: who receives it, how it stands, and the trail it leaves."""

from pmf_core.views.raised.chains import Chain, RaisedLine, Step
from pmf_core.views.raised.desk import Desk, desk
from pmf_core.views.raised.trail import Trail, trail
from pmf_core.views.raised.waiting import raised_by_me, waiting_for

__all__ = ["Chain", "Desk", "RaisedLine", "Step", "Trail", "desk", "raised_by_me", "trail", "waiting_for"]
