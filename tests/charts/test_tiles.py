from __future__ import annotations

from dataclasses import replace

from pmf_core.charts.markup import to_html, to_plain
from pmf_core.charts.spark import spark
from pmf_core.charts.tiles import movement, sections, sections_html, tile
from pmf_core.views.status import Spark, Status, StatusKind, Tile, TileSection

N, W = StatusKind.NEUTRAL, StatusKind.WORSENING
TILE = Tile(
    metric="missed_bins",
    name="Missed <b>bins</b> & boxes",
    value="67.8",
    unit_words="per 100,000",
    period="Mar 2026",
    target="Target 56.0",
    band=Status(StatusKind.REQUIRES_IMPROVEMENT, "Requires improvement"),
    change=Status(N, "down 3.0", "within ordinary variation"),
    age="3 weeks old",
    spark=Spark((50.0, 52.0, None, 70.8, 67.8), target=56.0, marks=(N, N, N, W, W)),
    illustrative=True,
)


def link(metric: str) -> str:
    return f"metric?m={metric}&u=x"


def html_of(held: Tile) -> str:
    return to_html(tile(held, href=link(held.metric)))


def test_peoples_words_are_never_markup() -> None:
    assert "Missed &lt;b&gt;bins&lt;/b&gt; &amp; boxes" in html_of(TILE)


def test_a_tile_is_an_ordinary_link() -> None:
    assert '<a class="tile requires_improvement" href="metric?m=missed_bins&amp;u=x"' in html_of(TILE)


def test_a_status_on_a_tile_is_a_shape_and_a_word() -> None:
    assert '<span class="shape" aria-hidden="true">◆</span>Requires improvement' in html_of(TILE)


def test_what_is_illustrative_says_so() -> None:
    assert ">Illustrative<" in html_of(TILE)
    assert "Illustrative" not in html_of(replace(TILE, illustrative=False))


def test_an_exception_shows_its_codes_and_says_them_to_those_who_hear_the_page() -> None:
    told = html_of(replace(TILE, codes=(("E1", "Significantly off target"),)))

    assert '<span class="code">E1<span class="unseen"> Significantly off target</span></span>' in told
    assert 'class="codes"' not in html_of(TILE)


def test_a_missing_value_says_its_reason_in_place_of_the_target() -> None:
    told = html_of(replace(TILE, value="–", missing="suppressed"))

    assert "suppressed" in told
    assert "Target 56.0" not in told


def test_a_change_is_coloured_only_as_part_of_a_signal() -> None:
    quiet = replace(TILE, spark=replace(TILE.spark, marks=(N,) * 5))

    assert movement(TILE) == Status(W, "Worsening, down 3.0", "within ordinary variation")
    assert movement(quiet).kind is N


def test_a_gap_in_the_figures_is_a_gap_in_the_line() -> None:
    path = to_html(spark(TILE.spark, title="x")).split('class="line"')[0].split('d="')[-1]

    assert path.count("M") == 2


def test_a_far_target_does_not_flatten_the_line() -> None:
    near, far = Spark((1.0, 2.0, 3.0), target=4.0), Spark((1.0, 2.0, 3.0), target=100.0)

    assert 'class="target"' in to_html(spark(near, title="x"))
    assert 'class="target"' not in to_html(spark(far, title="x"))


def test_no_figures_at_all_are_said_in_words() -> None:
    assert "No figures to draw" in to_html(spark(Spark((None, None)), title="x"))


def test_the_browser_is_told_what_the_page_of_paper_shows() -> None:
    held = [TileSection("waste", "Waste", "1 metric", (TILE,))]

    plain = to_plain(sections(held, link=link))

    def html(node) -> str:
        if isinstance(node, str):
            return node.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        tag, attributes, children = node
        told = "".join(f' {name}="{value.replace("&", "&amp;")}"' for name, value in attributes.items())
        inside = "".join(map(html, children))
        return f"<{tag}{told}/>" if tag == "path" else f"<{tag}{told}>{inside}</{tag}>"

    assert html(plain) == sections_html(held, link=link)
