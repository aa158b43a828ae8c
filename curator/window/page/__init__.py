"""The Page view: the story as its reader meets it, close to the editor.

An engine for the real page would weigh more than all of Curator, so this is Qt's own text view
dressed like the page, following the edits; the page itself opens in the browser.
"""
