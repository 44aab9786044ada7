"""Metric: everything about one KPI at one unit, a module a tab."""

from pmf_core.views.metric_profile.now import now
from pmf_core.views.metric_profile.peer_values import Alike, MovedList, Peers, PeerTrend, Plot
from pmf_core.views.metric_profile.peers import peers
from pmf_core.views.metric_profile.trust import trust
from pmf_core.views.metric_profile.values import (
    BandEdge,
    EventPin,
    Header,
    Now,
    Trend,
    TrendPoint,
    Trust,
)

__all__ = [
    "Alike",
    "BandEdge",
    "EventPin",
    "Header",
    "MovedList",
    "Now",
    "PeerTrend",
    "Peers",
    "Plot",
    "Trend",
    "TrendPoint",
    "Trust",
    "now",
    "peers",
    "trust",
]
