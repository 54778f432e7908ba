import pytest

from greenlib.audit import Fix, Pipeline, audit, baseline_kwh, find_issues, reordered
from greenlib.errors import InvalidQuantityError, UnknownNameError, WrongTypeError
from greenlib.footprint import Range


def logs(**changes):
    record = {
        "name": "logs",
        "intensity_g_per_kwh": 480,
        "pue": 1.2,
        "tb_per_day": 2,
        "kept_days": 100,
        "copies": 3,
        "moved_gb_per_day": 500,
        "vcpu_hours_per_day": 40,
        "utilisation": 0.5,
    }
    return Pipeline(**(record | changes))


PRUNE = Fix("prune", storage=0.4, transfer=0.5, days=3)
MOVE = Fix("move", intensity_g_per_kwh=15, pue=1.1, days=8, country="SE")
NIGHT = Fix("night", intensity=0.9, days=1)


def test_baseline_is_hours_times_terabytes_times_copies():
    energy = {name: span.best for name, span in baseline_kwh(logs()).items()}
    assert energy["storage"] == pytest.approx(200 * 3 * 1.2 * 8.76)
    assert energy["transfer"] == pytest.approx(500 * 0.001 * 365)
    assert energy["compute"] == pytest.approx(40 * 2.12 / 1000 * 365)


def test_pue_leaves_transfer_out():
    emissions = audit(logs()).emissions_kg
    assert emissions["transfer"].best == pytest.approx(182.5 * 0.48)
    assert emissions["compute"].best == pytest.approx(40 * 2.12 / 1000 * 365 * 1.2 * 0.48)


def test_steps_add_up_to_the_whole_saving():
    result = audit(logs(fixes=[PRUNE, MOVE]))
    saved = sum(step.saved_kg for step in result.steps)
    assert saved == pytest.approx(result.before_kg.best - result.after_kg.best)


def test_order_moves_the_steps_but_not_the_end():
    forward = audit(logs(fixes=[PRUNE, MOVE]))
    backward = audit(reordered(forward.pipeline, ["move", "prune"]))
    assert forward.after_kg.best == pytest.approx(backward.after_kg.best)
    assert forward.changes_kg()["move"] > backward.changes_kg()["move"]


def test_a_move_overrides_the_old_grids_good_hour():
    move_only = audit(logs(fixes=[MOVE])).after_kg.best
    assert audit(logs(fixes=[NIGHT, MOVE])).after_kg.best == pytest.approx(move_only)
    assert audit(logs(fixes=[MOVE, NIGHT])).after_kg.best == pytest.approx(0.9 * move_only)


def test_residency_refuses_and_the_next_fix_is_tried():
    result = audit(logs(countries=["US", "CA"], fixes=[MOVE, PRUNE]))
    assert result.refused == {"move": "the data may not go to SE, only US, CA"}
    assert [step.fix.name for step in result.steps] == ["prune"]


def test_budget_counts_down_only_for_what_is_done():
    result = audit(logs(budget_days=4, fixes=[PRUNE, MOVE, NIGHT]))
    assert [step.fix.name for step in result.steps] == ["prune", "night"]
    assert result.refused == {"move": "takes 8 days, 1 are left"}


def test_range_has_every_input_at_its_end():
    result = audit(logs(copies=Range(2, 3, 6), moved_gb_per_day=0, vcpu_hours_per_day=0))
    assert result.before_kg.low == pytest.approx(result.before_kg.best * 2 / 3)
    assert result.before_kg.high == pytest.approx(result.before_kg.best * 2)


def test_no_fixes_leaves_the_baseline():
    result = audit(logs())
    assert result.after_kg == result.before_kg


def test_issues_name_grid_hour_columns_and_storage():
    found = find_issues(
        logs(zone="DE", start_hour_utc=16, columns=40, columns_used=16, read_days=30)
    )
    kinds = [issue.split(":")[0] for issue in found]
    assert kinds[0] == "grid" and kinds[-2:] == ["data", "storage"] and "time" in kinds


def test_a_lean_record_has_no_issues():
    lean = logs(intensity_g_per_kwh=50, columns=5, columns_used=5, read_days=365)
    assert find_issues(lean) == []


def test_ten_o_clock_in_california_is_not_an_issue():
    assert not find_issues(logs(intensity_g_per_kwh=50, zone="US-CAL-CISO", start_hour_utc=18))


@pytest.mark.parametrize(
    ("field", "bad", "error"),
    [
        ("pue", 0.8, InvalidQuantityError),
        ("utilisation", 50, InvalidQuantityError),
        ("tb_per_day", "1", WrongTypeError),
        ("tier", "hott", UnknownNameError),
        ("route", "road", UnknownNameError),
        ("zone", "XX", UnknownNameError),
        ("name", 7, WrongTypeError),
        ("start_hour_utc", 9.5, InvalidQuantityError),
        ("columns_used", 3, InvalidQuantityError),
        ("kept_days", float("nan"), InvalidQuantityError),
    ],
)
def test_bad_field_is_named(field, bad, error):
    with pytest.raises(error, match=field):
        logs(**{field: bad})


def test_reordered_with_an_unknown_name_raises():
    with pytest.raises(UnknownNameError, match="prune"):
        reordered(logs(fixes=[PRUNE]), ["prun"])
