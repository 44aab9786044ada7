"""Taking a person out of the store by a recorded act: their figures, their name and what they typed.

Aggregates stay as they are, and so does the audit log.
"""
