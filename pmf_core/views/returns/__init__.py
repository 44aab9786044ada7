"""Returns: what a sender, an approver and the insight team see of them."""
