"""Words of this app's pages; in the player's, ``%(n)s`` and its kin are filled in the browser."""

from django.utils.translation import gettext as _


def list_player_words() -> dict[str, str]:
    """Return the player's sentences in the reader's language."""
    return {
        **_name_questions(),
        **_guide_answers(),
        **_tell_states(),
        **_ask_before_handing_in(),
        **_tell_faults(),
    }


def _name_questions() -> dict[str, str]:
    return {
        "question": _("Question %(n)s"),
        "points": _("%(points)s points"),
        "single_choice": _("choose one answer"),
        "multiple_choice": _("choose all that are right"),
        "true_false_statements": _("true or false"),
        "short_number": _("fill in a number"),
        "short_text": _("write a short answer"),
        "ordering": _("put in order"),
        "matching": _("match the pairs"),
        "cloze": _("fill the gaps"),
        "essay": _("write your answer"),
        "file_answer": _("hand in a file"),
        "statement": _("Statement %(letter)s: %(word)s"),
        "true": _("True"),
        "false": _("False"),
        "cell": _("Cell %(n)s"),
        "picked": _("%(done)s of %(all)s statements chosen"),
    }


def _guide_answers() -> dict[str, str]:
    return {
        "stimulus": _("Text of the questions"),
        "enlarge": _("See the picture large"),
        "zoom": _("See the picture large: %(name)s"),
        "up": _("Move up: %(name)s"),
        "down": _("Move down: %(name)s"),
        "moved": _("Now at place %(n)s of %(all)s."),
        "choose": _("Choose"),
        "gap": _("Gap %(n)s"),
        "words_count": _("%(n)s words"),
        "words_between": _("%(n)s words, asked for are %(fewest)s to %(most)s"),
        "words_least": _("%(n)s words, at least %(fewest)s are asked for"),
        "words_most": _("%(n)s words, at most %(most)s are asked for"),
        "files_most": _("At most %(n)s files."),
        "take_away": _("Take away: %(name)s"),
    }


def _tell_states() -> dict[str, str]:
    return {
        "saved": _("Saved"),
        "busy": _("Saving"),
        "wait": _("Waiting for the network"),
        "offline": _(
            "No network: keep working. %(n)s answers are kept on this device and are sent by "
            "themselves when it is back. Do not close the page."
        ),
        "back_online": _("The network is back. All your answers are saved."),
        "now_open": _("The test is open. Fill in what is still missing below, then press “Begin”."),
        "count": _("%(done)s of %(all)s questions answered"),
        "state_none": _("Question %(n)s: not answered"),
        "state_done": _("Question %(n)s: answered"),
        "state_wait": _("Question %(n)s: waiting to be sent"),
        "state_flag": _("%(state)s, you marked it"),
    }


def _ask_before_handing_in() -> dict[str, str]:
    return {
        "all_answered": _("You have answered all %(all)s questions."),
        "some_open": _("Not answered yet: question %(list)s."),
        "some_marked": _("Marked to look at again: question %(list)s."),
        "time_left": _("%(minutes)s minutes %(seconds)s seconds left."),
        "state_saved": _("%(n)s answers are saved. After handing in you cannot change them."),
        "state_waiting": _(
            "%(n)s answers still wait for the network. They are sent before the test is handed in."
        ),
        "look_again": _("Look at question %(n)s"),
        "go_on": _("Go on working"),
        "sending": _("Handing in"),
        "hand_in": _("Hand in"),
        "cannot_hand_in": _(
            "There is no network, so the test is not handed in yet. Keep this page open: it is tried "
            "again by itself."
        ),
    }


def _tell_faults() -> dict[str, str]:
    return {
        "time_over": _("The time is over. Your answers are being handed in."),
        "minutes_left": _("%(n)s minutes left."),
        "taken_over": _(
            "You opened this test in another place. What you answered here is kept. To go on here, "
            "load the page again."
        ),
        "refused": _(
            "The test has closed. What was answered before the end is kept. Ask your teacher."
        ),
        "fault": _("The test could not be opened. Check the network and try again."),
    }


def list_types() -> list[tuple[str, str]]:
    """Return the forms of questions with their names."""
    return [
        ("single_choice", _("One answer")),
        ("multiple_choice", _("Several answers")),
        ("true_false_statements", _("True or false")),
        ("short_number", _("Number")),
        ("short_text", _("Short text")),
        ("ordering", _("Ordering")),
        ("matching", _("Matching")),
        ("cloze", _("Text with gaps")),
        ("essay", _("Essay")),
        ("file_answer", _("File, photo or sound")),
    ]


def list_levels() -> list[tuple[str, str]]:
    """Return the three levels with their names, and none."""
    return [
        ("know", _("Know")),
        ("understand", _("Understand")),
        ("apply", _("Apply")),
        ("-", _("No level")),
    ]


def list_states() -> list[tuple[str, str]]:
    """Return the states of questions with their names."""
    return [
        ("draft", _("Draft")),
        ("in_review", _("In review")),
        ("ready", _("Ready")),
        ("retired", _("Retired")),
    ]


def describe_types() -> list[tuple[str, str, str]]:
    """Return the forms of questions with their names and what each is good for."""
    told = {
        "single_choice": _("2 to 12 options, one of them right."),
        "multiple_choice": _("Several right options; a part of them gives a part of the mark."),
        "true_false_statements": _("Four statements, marked by the ladder of the exam of 2025."),
        "short_number": _("A number in four cells or a field, with a tolerance."),
        "short_text": _("A word or a phrase, several wordings accepted."),
        "ordering": _("Entries to put in order."),
        "matching": _("Two columns to match, with extra answers."),
        "cloze": _("Gaps in a text: words, numbers or lists to choose from."),
        "essay": _("A text that the teacher marks by a rubric."),
        "file_answer": _("A photo, document or recording that the teacher marks."),
    }
    return [(kind, name, told[kind]) for kind, name in list_types()]


def list_author_words() -> dict[str, str]:
    """Return the sentences of the form of a question."""
    return {
        "tools": _("Marks for the text"),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "sub": _("Subscript"),
        "sup": _("Superscript"),
        "formula": _("Formula"),
        "picture": _("Picture or sound"),
        "shown": _("How it looks"),
        "sending": _("The picture is being sent."),
        "sent": _("The picture is in the text. Describe it between [ and ]."),
        "failed": _("The picture could not be sent. Check the network and try again."),
    }
