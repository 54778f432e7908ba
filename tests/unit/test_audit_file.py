import pytest

from greenlib.audit_file import MAX_BYTES, AuditFileError, parse_pipeline, read_pipeline
from greenlib.footprint import Range

GOOD = """\
name: logs
intensity_g_per_kwh: [379, 480, 500]
pue: 1.2
tb_per_day: 1
kept_days: 547.5
countries: [US, NO]
fixes:
  - name: prune
    storage: 0.4
    days: 3
  - name: move
    intensity_g_per_kwh: 15
    pue: 1.1
    country: SE
"""


def test_a_good_file_becomes_a_pipeline():
    pipeline = parse_pipeline(GOOD)
    assert pipeline.intensity_g_per_kwh == Range(379, 480, 500)
    assert pipeline.countries == ["US", "NO"]
    assert [fix.name for fix in pipeline.fixes] == ["prune", "move"]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("pue: 1.2", "pue: 0.8", 3, "pue must be 1 or more, got 0.8"),
        ("pue: 1.2", "pue: .nan", 3, "finite decimal number, got '.nan'"),
        ("pue: 1.2", "pue: 1e999", 3, "too large"),
        ("pue: 1.2", "pue: '1.2'", 3, "finite decimal number"),
        ("pue: 1.2", "pue: 1:30", 3, "finite decimal number, got '1:30'"),
        ("pue: 1.2", "pue: yes", 3, "finite decimal number"),
        ("pue: 1.2", "pue:", 3, "finite decimal number, got ''"),
        ("pue: 1.2", "pue: {a: 1}", 3, "got a list or a block"),
        ("pue: 1.2", "pues: 1.2", 3, "did you mean 'pue'"),
        ("pue: 1.2", "tb_per_day: 1", 4, "given twice"),
        ("pue: 1.2", "pue: !!python/object:os.system 1", 3, "tags such as"),
        ("pue: 1.2", "pue: &a 1.2\nread_days: *a", 4, "aliases such as *a"),
        ("pue: 1.2", "pue: [[[[[[[1]]]]]]]", 3, "nested deeper"),
        ("pue: 1.2", "pue: [1.2, 1.1, 1.5]", 3, "that grows"),
        ("kept_days: 547.5", "kept_days: -1", 5, "kept_days must be 0 or more"),
        ("kept_days: 547.5", "kept_days: [-3, -2, -1]", 5, "0 or more, got -3"),
        ("kept_days: 547.5\n", "", 1, "kept_days is missing"),
        ("storage: 0.4", "storage: -0.4", 9, "storage must be"),
        ("storage: 0.4", "storge: 0.4", 9, "did you mean 'storage'"),
        ("pue: 1.1", "pue: 0.1", 13, "pue must be"),
        ("country: SE", "country: Sweden", 14, "two-letter code"),
        ("name: move", "name: prune", 11, "two fixes are called 'prune'"),
        ("- name: prune\n    ", "- ", 8, "name of the fix is missing"),
        ("fixes:", "fixes: none\nzones:", 8, "unknown key 'zones'"),
        ("name: logs", "name: logs\ntier: hott", 2, "unknown tier 'hott'"),
        ("name: logs", "name: [logs", 2, "not valid YAML"),
        ("name: logs", "- logs", 2, "not valid YAML"),
    ],
)
def test_a_bad_file_names_the_line(old, new, line, says):
    assert old in GOOD
    with pytest.raises(AuditFileError) as caught:
        parse_pipeline(GOOD.replace(old, new, 1), "p.yml")
    assert str(caught.value).startswith(f"p.yml:{line}: ")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "1: the file is empty"),
        (b"- 1\n", "1: the file must be lines"),
        (b"name: x\n---\nname: y\n", "2: not valid YAML"),
        (b"name: x\npue: \xff\n", "2: is not UTF-8"),
        (b"name: x\x00\n", "1: not valid YAML"),
        (b"name: x\n" + b"#" * MAX_BYTES, "1: is larger than"),
    ],
)
def test_odd_bytes_are_refused_in_words(tmp_path, data, says):
    path = tmp_path / "p.yml"
    path.write_bytes(data)
    with pytest.raises(AuditFileError, match=f"p.yml:{says}"):
        read_pipeline(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(AuditFileError, match=r"gone\.yml:1: cannot be read"):
        read_pipeline(tmp_path / "gone.yml")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(AuditFileError, match="cannot be read"):
        read_pipeline(tmp_path)
