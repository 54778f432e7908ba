"""The elements of a page as a browser finds them."""

from html.parser import HTMLParser


class Elements(HTMLParser):
    """`found` has (tag, attributes) of every element of a page, in order."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def all(self, *tags):
        return [(tag, about) for tag, about in self.found if tag in tags]
