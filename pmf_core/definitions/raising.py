"""What people raise with one another, and what can be said to it."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What is raised."""

    ESCALATION = "escalation"
    CONCERN = "concern"
    QUESTION = "question"
    RECOMMENDATION = "recommendation"
    DATA_QUERY = "data query"

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What can be said to it, the first step first.

        >>> [str(reply) for reply in Kind.RECOMMENDATION.replies]
        ['accepted', 'declined', 'done']
        """
        return REPLIES[self]


class Reply(StrEnum):
    """What is said to what was raised."""

    RECEIVED = "received"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    PASSED_UP = "passed up"

    @property
    def closes(self) -> bool:
        """Whether nothing more is waited for."""
        return self not in (Reply.RECEIVED, Reply.ACCEPTED)


REPLIES = {
    Kind.ESCALATION: (Reply.RECEIVED, Reply.DONE, Reply.DECLINED),
    Kind.CONCERN: (Reply.RECEIVED, Reply.ANSWERED, Reply.DONE),
    Kind.QUESTION: (Reply.RECEIVED, Reply.ANSWERED),
    Kind.RECOMMENDATION: (Reply.ACCEPTED, Reply.DECLINED, Reply.DONE),
    Kind.DATA_QUERY: (Reply.RECEIVED, Reply.ANSWERED, Reply.DONE),
}
"""Kind → the replies to it; an escalation is passed up by raising it anew, one step higher."""

BARE = (Reply.RECEIVED, Reply.ACCEPTED, Reply.PASSED_UP)
"""The replies that need no words."""
