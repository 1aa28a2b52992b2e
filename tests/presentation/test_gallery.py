"""Every component and field is whole, and obeys the page's own security rules."""

import re

import pytest
from django.test import Client

PAGES = ["/gallery/components/", "/gallery/fields/", "/gallery/fields/?wrong"]

pytestmark = [pytest.mark.usefixtures("gallery"), pytest.mark.django_db]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_style_or_script_of_its_own(page: str, client: Client) -> None:
    html = client.get(page).content.decode()

    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", html)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_main_heading_and_no_id_twice(page: str, client: Client) -> None:
    html = client.get(page).content.decode()

    ids = re.findall(r'\sid="([^"]+)"', html)
    assert html.count("<h1") == 1
    assert len(ids) == len(set(ids))


def test_everything_wrong_is_linked_to_its_control(client: Client) -> None:
    html = client.get("/gallery/fields/?wrong").content.decode()

    leads_to = re.findall(r'<li><a href="#([^"]+)">', html)
    assert len(leads_to) == 8
    assert all(f'id="{target}"' in html for target in leads_to)
    assert "<title>Error: Fields" in html


def test_descriptions_name_what_is_on_the_page(client: Client) -> None:
    html = client.get("/gallery/fields/?wrong").content.decode()

    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()
    assert "id_starts_on_helptext" in described
    assert "id_starts_on_error" in described
    assert all(f'id="{name}"' in html for name in described)
