"""What a page says, as frozen values. A view chooses the words; a page only draws them."""
