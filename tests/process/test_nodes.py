from __future__ import annotations

import pytest

from app.foundation.errors import UserError
from app.models.book import Book
from app.models.kinds.plan import OwnFramework
from app.process.nodes import BUILT_IN, built_in, framework_named, frameworks_of, own_frameworks, read_own
from app.words.catalogue import Words
from tests.process.books import make

OWN = """
id = "provincial_plan"
source = "Provincial plan 2026"
title_en = "Provincial plan"
[[nodes]]
id = "water"
title_en = "Water"
title_ar = "الماء"
guidance_en = "Every village has safe water."
[[nodes]]
id = "wells"
parent = "water"
required = true
title_en = "Wells"
evidence = [{ kind = "commitment", type = "financial" }]
"""


def test_each_framework_names_itself_as_its_file() -> None:
    assert [built_in(one).id for one in BUILT_IN] == list(BUILT_IN)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", BUILT_IN)
def test_every_node_has_title_guidance_and_source(name: str, language: str) -> None:
    words, framework = Words(language), built_in(name)
    codes = [framework.title, framework.source, f"framework.{name}.about"]
    codes += [code for node in framework.nodes for code in (node.title, node.guidance, node.source)]
    assert [code for code in codes if not words.has(code)] == []


def test_the_integrated_strategic_framework_requires_exactly_its_four_elements() -> None:
    nodes = built_in("isf_element").nodes
    assert [(one.id, one.required) for one in nodes] == [
        ("findings", True),
        ("priorities", True),
        ("areas", True),
        ("results", True),
    ]


def test_support_to_security_sector_reform_has_three_priorities_levels_and_two_phases() -> None:
    ssr = built_in("ssr")
    counts = {top.id: len(ssr.children(top.id)) for top in ssr.children("")}
    assert counts == {"priorities": 3, "levels": 3, "engagement": 5, "oversight_actors": 2, "phases": 2}


def test_compacts_stand_at_two_levels_with_three_sorts_of_engagement() -> None:
    issss = built_in("issss")
    for level in ("national", "provincial"):
        below = [one.id.removeprefix(f"{level}_") for one in issss.children(level)]
        assert below == ["validated", "financial", "legislative", "political"]


def test_what_rests_on_general_knowledge_says_so() -> None:
    pillars = built_in("issss").children("pillars")
    assert {one.source for one in pillars} == {"source.unconfirmed"}


def test_an_own_framework_brings_its_texts() -> None:
    found = read_own(OWN, "plan.toml")
    water, wells = found.nodes
    assert (found.texts.title["en"], water.texts.title["ar"]) == ("Provincial plan", "الماء")
    assert water.texts.guidance["en"] == "Every village has safe water."
    assert (wells.parent, wells.source, found.depth(wells)) == ("water", "Provincial plan 2026", 1)


def test_own_frameworks_stand_after_those_of_the_program() -> None:
    record = make(OwnFramework, "f1", key="provincial_plan", title_en="Provincial plan", definition=OWN)
    book = Book([record])
    assert [one.own for one in frameworks_of(book)] == [""] * len(BUILT_IN) + ["f1"]
    assert framework_named(book, "provincial_plan") == framework_named(book, "f1")


def test_one_that_cannot_be_read_any_more_is_left_out() -> None:
    assert own_frameworks(Book([make(OwnFramework, "f1", key="x", definition="id = ")])) == ()


def test_a_name_nobody_knows_is_refused() -> None:
    with pytest.raises(UserError, match="unknown_framework"):
        framework_named(Book([]), "no_such")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('id = "provincial_plan"', "id = ", "framework_no_toml"),
        ('id = "provincial_plan"', 'id = "iasc"', "framework_key"),
        ('id = "provincial_plan"', f'id = "{"x" * 41}"', "framework_key"),
        ('source = "Provincial plan 2026"', "", "bad_definition"),
        ('parent = "water"', 'parent = "fire"', "framework_parent"),
        ('id = "wells"', 'id = "water"', "framework_node"),
        ('title_en = "Wells"', "", "framework_untitled"),
        ('title_en = "Provincial plan"', "", "framework_untitled"),
        ('title_en = "Wells"', 'title_en = "Wells"\nsections = ["x"]', "framework_section"),
        ('kind = "commitment"', 'kind = "promise"', "bad_definition"),
        ('type = "financial"', '"agreement.colour" = "red"', "bad_definition"),
        ("required = true", 'required = "yes"', "bad_definition"),
        ("required = true", "needed = true", "bad_definition"),
        ('title_en = "Provincial plan"', 'title_en = "P"\nactivity_fields = ["colour"]', "bad_definition"),
        ('id = "provincial_plan"', f"x = {'[' * 9_000}{']' * 9_000}", "bad_definition"),
        ('id = "provincial_plan"', "id: !!python/object/apply:os.system ['x']", "framework_no_toml"),
    ],
)
def test_what_is_wrong_in_a_file_is_said_in_a_sentence(old: str, new: str, code: str) -> None:
    assert old in OWN
    with pytest.raises(UserError) as caught:
        read_own(OWN.replace(old, new, 1), "plan.toml")
    assert caught.value.code == code
    for language in ("en", "ar"):
        assert "plan.toml" in Words(language).refusal(caught.value)


def test_a_framework_without_nodes_is_refused() -> None:
    with pytest.raises(UserError, match="framework_nodes"):
        read_own('id = "x"\nsource = "y"\ntitle_en = "z"', "plan.toml")
