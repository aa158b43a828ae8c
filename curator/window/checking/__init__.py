"""The check in the window: ``panel`` lists every problem of the story and leads to the words."""
