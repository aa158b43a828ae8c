"""Beginning stories with others: a copy in a window of its own, or a template kept on the shelf."""
