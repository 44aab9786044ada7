"""Deep Dive: an issue room, its evidence filled in before anybody writes a word."""

from pmf_core.views.deep_dive.room import deep_dive
from pmf_core.views.deep_dive.rooms import Rooms, room_list
from pmf_core.views.deep_dive.values import DeepDive, Part, Piece

__all__ = ["DeepDive", "Part", "Piece", "Rooms", "deep_dive", "room_list"]
