"""What hypothesis draws for several tests."""

from hypothesis import strategies as st


@st.composite
def values_and_windows(draw):
    """Values by the hour, and windows (how many hours, first, stop) that fit on them."""
    # Whole numbers tie often, and their sums are exact.
    values = draw(st.lists(st.integers(0, 30), min_size=1, max_size=40))
    windows = []
    for _ in range(draw(st.integers(1, 8))):
        first = draw(st.integers(0, len(values) - 1))
        stop = draw(st.integers(first + 1, len(values)))
        windows.append((draw(st.integers(1, stop - first)), first, stop))
    return values, windows
