"""The boardroom: who meets when, what they are given, what they decided, and what they saw."""

from pmf_core.views.boardroom.calendar import Calendar, calendar
from pmf_core.views.boardroom.ledger import Ledger, ledger
from pmf_core.views.boardroom.room import Room, room
from pmf_core.views.boardroom.time_machine import TimeMachine, time_machine

__all__ = ["Calendar", "Ledger", "Room", "TimeMachine", "calendar", "ledger", "room", "time_machine"]
