"""The page of settings is made from the settings."""

from core.management.commands.settings_reference import reference_path, render_reference


def test_the_page_is_in_step_with_the_settings():
    assert reference_path().read_text() == render_reference(), "run manage.py settings_reference"


def test_every_setting_is_on_the_page():
    from config.settings import env

    page = render_reference()

    assert all(f"`{name}`" in page for name in env.REGISTRY)
    assert all(setting.about.endswith(".") for setting in env.REGISTRY.values())
