"""The Page view: the real page, as a reader's browser shows it, close to the editor and in step with it.

The way of an edit: the document changes → ``rendering`` has ``export.preview`` make the page in the
background, at most once every few hundredths of a second → ``engine`` hands it to a script of ours
that exchanges only the blocks that differ, and holds the place that is read. Pictures are asked for
by the engine when they come near; ``pictures`` has workers make them. A click is told by the script
and becomes a selection; a selection is marked on the page. ``view`` puts a bar of widths and schemes
over it. ``browser`` keeps the same page in a folder for the reader's own browser, which follows by
itself. Where no engine is installed, a ``sketch`` takes its place in the window.

Decisions
---------
* The engine is Chromium in Qt's wrapping (PySide6-Addons, 170 MB): nothing smaller lays a page out as
  readers' browsers do. So it is an extra, loaded when the page is first looked at.
* The engine has no network: a profile off the record whose every request but those to our own scheme
  is refused, answered from memory. The page's own world runs no script; ours runs in one apart.
* The browser follows files, not a server: nothing listens on any port, and a page that is open in a
  browser cannot be asked for anything by another program.
* Light and dark are chosen by rewriting the style's own conditions: engines offer no better way from
  outside, and the page shows what it would show there.
"""
