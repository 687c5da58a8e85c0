"""One post has one address, however it was copied; two posts never share one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_assets.budget.permalinks import normal_permalink

NAME = st.text("abcdefghijklmnopqrstuvwxyzABCXYZ0123456789_-", min_size=1, max_size=8)
HOST = st.sampled_from(["instagram.com", "facebook.com", "vk.com", "t.me", "shop.example.co.uk", "пример.рф"])
PATH = st.lists(NAME, min_size=1, max_size=3).map("/".join)
TELLING = st.lists(st.tuples(st.sampled_from(["v", "id", "story_fbid", "w", "fbid"]), NAME), max_size=3)
TRACKING = st.lists(
    st.tuples(
        st.sampled_from(["utm_source", "UTM_Campaign", "igsh", "fbclid", "gclid", "si", "__cft__[0]", "s", "t"]),
        NAME,
    ),
    max_size=4,
)  # fmt: skip


def _written(host, path, parameters):
    query = "&".join(f"{name}={value}" for name, value in parameters)
    return f"{host}/{path}" + (f"?{query}" if query else "")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("https://www.instagram.com/p/CxYz_1/?igsh=MWQ1ZGUxMzBkMA==", "instagram.com/p/CxYz_1"),
        ("instagram.com/p/CxYz_1", "instagram.com/p/CxYz_1"),
        ("HTTP://M.Facebook.com/1234/posts/5678/?utm_source=a&utm_medium=b&fbclid=c", "facebook.com/1234/posts/5678"),
        ("https://youtube.com/watch?si=abc&v=dQw4&t=42s", "youtube.com/watch?v=dQw4"),
        ("https://m.facebook.com/story.php?story_fbid=1&id=2&mibextid=x", "facebook.com/story.php?id=2&story_fbid=1"),
        ("https://www.tiktok.com/@shop/video/71?is_from_webapp=1&sender_device=pc", "tiktok.com/@shop/video/71"),
        ("//mobile.twitter.com/shop/status/9?s=20&t=Zz#reply", "twitter.com/shop/status/9"),
        (" https://vk.com/wall-1_2 ", "vk.com/wall-1_2"),
        ("https://vk.com/feed?w=wall-1_2", "vk.com/feed?w=wall-1_2"),
        ("\u200bhttps://example.com//", None),
        ("https://www.com/a", "www.com/a"),
        ("http://example.com/?p=7", "example.com?p=7"),
    ],
)
def test_what_does_not_tell_posts_apart_is_left_out(written, normal):
    assert normal_permalink(written) == normal


@pytest.mark.parametrize(
    "text",
    ["", " ", "post 17", "17", "CxYz_1", "https://", "https://instagram.com/", "instagram.com",
     "mailto:a@example.com/x", "ftp://example.com/a", "http://http://example.com/a", "two.example/a two.example/b",
     "https://a.com/?utm_source=x"],
)  # fmt: skip
def test_what_is_no_address_of_a_post_is_none(text):
    assert normal_permalink(text) is None


@given(st.text(max_size=60) | st.text("htps:/w.maco?&=#_% utm", max_size=40))
def test_any_text_is_normal_after_one_pass(text):
    once = normal_permalink(text)
    assert once is None or normal_permalink(once) == once


@given(HOST, PATH, TELLING, TRACKING, st.randoms())
def test_tracking_parameters_and_the_order_of_the_others_never_matter(host, path, telling, tracking, chance):
    plain = normal_permalink(_written(host, path, telling))
    mixed = [*telling, *tracking]
    chance.shuffle(mixed)
    assert normal_permalink(_written(host, path, mixed)) == plain
    assert normal_permalink(plain) == plain


@given(
    HOST, PATH, TELLING, st.sampled_from(["", "//", "http://", "https://", "HTTPS://"]), st.booleans(), st.booleans()
)
def test_scheme_doors_and_the_closing_slash_never_matter(host, path, telling, scheme, www, slash):
    other = _written(f"{scheme}{'WWW.' if www else ''}{host}", path + ("/" if slash else ""), telling)
    assert normal_permalink(other) == normal_permalink(_written(host, path, telling))


@given(HOST, PATH, PATH)
def test_two_paths_are_two_posts(host, one, other):
    same = normal_permalink(f"https://{host}/{one}") == normal_permalink(f"https://{host}/{other}")
    assert same == (one == other)
