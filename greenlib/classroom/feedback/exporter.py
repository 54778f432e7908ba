"""nbgrader's generate_feedback, and formgrader's button for it, write the same page."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from .writing import PageMaker


class FeedbackExporter(Exporter):
    """A graded notebook as the page that its student gets; nbgrader_config.py names it."""

    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict | None = None, **settings: Any
    ) -> tuple[str, dict]:
        """Return the page and the resources, as nbconvert's exporters do."""
        nb, resources = super().from_notebook_node(nb, resources, **settings)
        about = resources["nbgrader"]
        maker = self._maker(about["assignment"], about["db_url"])
        return maker.page(about["student"], nb).decode(), resources

    def _maker(self, slug: str, url: str) -> PageMaker:
        if slug not in self._makers:
            root = Path(self.parent.coursedir.root)
            self._makers[slug] = PageMaker(root, slug, root, url)
        return self._makers[slug]

    @cached_property
    def _makers(self) -> dict[str, PageMaker]:
        return {}
