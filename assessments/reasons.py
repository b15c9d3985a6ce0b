"""Sentences for the codes of import reports; ``%(detail)s`` is the name, number or word."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .formats.report import Element

REASONS: dict[str, str | Promise] = {
    # The file as a whole.
    "empty_file": _("The file is empty. Choose another file."),
    "too_large": _("The file is larger than 50 MB. Split it into several files and import each."),
    "too_many": _("The file has more than %(detail)s questions. Split it into several files."),
    "wrong_kind": _(
        "This is a %(detail)s file, which holds no questions that can be read. Save it as a Word file "
        "(.docx), GIFT, Moodle XML, QTI or Excel and choose that file."
    ),
    "encoding": _(
        "The text of this file cannot be read: it is damaged or in an unknown encoding. Open it in Notepad, "
        "choose “Save as”, set “Encoding” to UTF-8, and choose the saved file."
    ),
    "unknown_format": _(
        "No questions in GIFT, Moodle XML or Aiken were recognized in this file. Check the file."
    ),
    "name_mismatch": _(
        "The name of the file does not match its content, which looks like %(detail)s. Rename the file "
        "or choose the format yourself."
    ),
    "no_questions": _("The file has no questions."),
    "xml_doctype": _("The file declares a document type or entities, which is not safe to read."),
    "xml_syntax": _("The file is damaged: its XML breaks off at line %(detail)s."),
    "not_quiz": _("This XML is not a Moodle question file: its root is not “quiz”."),
    "zip_damaged": _("The file is damaged: it cannot be unpacked. Export it again."),
    "zip_protected": _(
        "The file is protected by a password. Save it without one and import it again."
    ),
    "zip_bomb": _("The file unpacks to far more than its size. It cannot be taken."),
    "qti_old": _("This is QTI 1.2, which is too old. Export the questions as QTI 2.1, 2.2 or 3.0."),
    "qti_test_alone": _(
        "This is a test without its questions. Import the whole package, the ZIP file around it."
    ),
    "not_qti": _("This XML is no question of QTI: its root is “%(detail)s”."),
    # One question: refused.
    "no_body": _("The question has no body."),
    "template": _("Values that are drawn anew for each pupil have no counterpart here."),
    "adaptive": _("Questions that go on according to the answer have no counterpart here."),
    "composite": _(
        "Several kinds of answers in one question (%(detail)s) have no counterpart here. Split it."
    ),
    "interaction": _("Answers of the kind “%(detail)s” have no counterpart here."),
    "order_part": _("Only a part of the entries has a place in the right order."),
    "match_many": _("An entry belongs to several others; here each has one partner."),
    "member_absent": _("The package names “%(detail)s” but does not hold it."),
    "calculated": _("Questions with drawn numbers (“%(detail)s”) have no counterpart here."),
    "random": _("A random question is a place in a test and no question of its own."),
    "no_gap": _("The text has no gap that could be read."),
    "gap_kind": _("Gaps of the kind “%(detail)s” have no counterpart here."),
    "sheet_head": _(
        "No row with the names of the columns was found. Use the Excel template and keep its first row."
    ),
    "cell_type": _("Cell %(detail)s: choose one of the types of the list."),
    "cell_key": _("Cell %(detail)s: the key cannot be read or names an empty column."),
    "cell_number": _("Cell %(detail)s: this is not a number."),
    "cell_pair": _("Cell %(detail)s: write “left => right”."),
    "cell_gap": _("Cell %(detail)s: the answer of this gap cannot be read."),
    "out_columns": _("Excel has twelve columns for parts; those beyond are left out."),
    "out_type": _("This format has no questions of this type. Export it as QTI or Moodle XML."),
    "out_long": _("A text is longer than a cell of Excel holds. Export it as QTI or Moodle XML."),
    "unknown_type": _("This type of question is not known here."),
    "unknown_element": _("“%(detail)s” is not a question."),
    "no_counterpart": _("Questions of the type “%(detail)s” have no counterpart here yet."),
    "matching": _("Matching questions have no counterpart here yet."),
    "essay": _("Essay questions cannot be marked by the system yet."),
    "description": _("This is a text without a question: no answers are given."),
    "several_blanks": _("Questions with several blanks have no counterpart here yet."),
    "unclosed": _("The braces around the answers do not match."),
    "stray_text": _("There is text before the first answer. Begin each answer with = or ~."),
    "no_stem": _("The question has no text."),
    "no_key": _("No right answer is marked."),
    "option_count": _("A choice needs 2 to 12 options."),
    "statement_count": _("The number of statements is not right."),
    "empty_option": _("An option is empty."),
    "bad_share": _("The weights of the answers cannot be read or do not add up to 100%%."),
    "bad_number": _("“%(detail)s” is not a number that can be checked."),
    "bad_text": _("An accepted answer is empty or longer than 200 characters."),
    "too_long": _("The question is too long."),
    "entry_count": _("An ordering needs 2 to 12 entries."),
    "pair_count": _("A matching needs 2 to 12 pairs and at most 12 extra answers."),
    "double_entry": _("Two entries are the same, so the answer is not clear."),
    "double_match": _(
        "The answers to match with must differ from each other and from the extra ones."
    ),
    "gap_count": _("A text with gaps needs 1 to 30 gaps."),
    "gap_mismatch": _(
        "The gaps in the text and their answers do not agree. Write [[1]], [[2]] in the text."
    ),
    "bad_weight": _("The weight of a gap must be more than 0 and at most 100."),
    "bad_reply": _("The length of the answer or the number of files is not possible."),
    "bad_rubric": _("Each criterion needs a name and levels with points."),
    "missing_file": _("The picture or sound “%(detail)s” is not there. Upload it again."),
    "key_without_option": _("The answer line names “%(detail)s”, but there is no such option."),
    "double_letter": _("Two options have the same letter."),
    # One question: taken with a loss.
    "picture": _("The picture “%(detail)s” was not kept. Its name stands in its place."),
    "file": _("The attached file “%(detail)s” was not kept."),
    "markdown": _("Markdown was kept as plain text."),
    "active_content": _("Scripts or embedded players were removed."),
    "answer_feedback": _("Feedback on single answers was not kept."),
    "hints": _("Hints were not kept."),
    "units": _("Units were not kept: the answer is the bare number."),
    "formula": _("A formula could not be read and was kept as its letters."),
    "hottext": _("Words to choose in the text became options beside it."),
    "associate": _("The two columns were made out of one list."),
    "all_or_nothing": _("Each right option gives its part; the source gave all or nothing."),
    "penalty": _("A deduction was limited to what this question can give."),
    "pattern": _("The search pattern “%(detail)s” was left out of the accepted answers."),
    "several_fields": _("Several fields for writing became one."),
    "drawing": _("A drawing on the screen became a picture to hand in."),
    "template_text": _("The text that the field begins with was left out."),
    "distractors": _("Wrong words to choose from were left out."),
    "out_order": _("This format cannot say that the order of the options stays."),
    "out_case": _("This format cannot say that capitals count."),
    "out_guide": _("Marking guide, word counts and files are not kept by this format."),
    "out_feedback": _("This format has no place for feedback on single options."),
    "out_match": _("Formatting, formulas and pictures of the right column are not kept."),
    "out_weight": _("Weights of gaps are rounded to whole numbers."),
    "out_stimulus": _("The shared text is not in this file."),
    "out_picture": _("Pictures and sounds are not in this file; their names stand in their place."),
    "out_sign": _("Some characters cannot be written in this format and were left out."),
    "out_space": _("Spaces and line breaks are not kept exactly by this format."),
    # A Word file.
    "docx_damaged": _(
        "The Word file is damaged and cannot be opened. Open it in Word, save it again and choose it."
    ),
    "docx_locked": _(
        "The Word file is locked with a password. Take the password off in Word and choose it again."
    ),
    "docx_bomb": _("The Word file unpacks to far more than a paper needs, so it was not opened."),
    "docx_no_document": _("This is not a Word file with text in it. Choose a .docx file."),
    "keys_disagree": _(
        "The file tells two different keys: %(detail)s. Choose the right one before saving."
    ),
    "two_keys": _("Several options are marked: %(detail)s. Choose which are right before saving."),
    "no_options": _("No options A, B, C, D were found. Write them in, or choose another form."),
    "statements_not_four": _(
        "A true or false question needs four statements, the file has %(detail)s. Add what is missing or "
        "choose another form."
    ),
    "formula_picture": _(
        "An old MathType formula was kept as its picture. It can be used and printed."
    ),
    "formula_lost": _(
        "The picture of an old MathType formula cannot be shown (%(detail)s). Type the formula again."
    ),
    "formula_part": _("A part of a formula was not understood: %(detail)s. Check the formula."),
    "old_equation": _(
        "An old equation field was kept as its code: %(detail)s. Type the formula again."
    ),
    "object_picture": _("An embedded object (%(detail)s) was kept as its picture."),
    "picture_metafile": _(
        "The picture “%(detail)s” is a Windows metafile that cannot be shown. Save it as PNG in Word."
    ),
    "picture_huge": _("The picture “%(detail)s” is too large. Make it smaller in Word."),
    "picture_unknown": _("The picture “%(detail)s” is damaged or of an unknown kind."),
    "picture_missing": _("A picture is not in the file: %(detail)s."),
    "picture_outside": _(
        "The picture “%(detail)s” is only linked, not in the file. Insert it into the file."
    ),
    "lost_chart": _("A chart cannot be read. Paste it as a picture in Word."),
    "lost_shape": _("A drawing of shapes cannot be read. Paste it as a picture in Word."),
    "lost_object": _("An embedded object without a picture cannot be read: %(detail)s."),
    "lost_symbol": _("A letter of a symbol font is not known: %(detail)s."),
    "lost_footnote": _("A footnote was left out."),
    "lost_chunk": _(
        "A part that was put in from another file cannot be read. Save the file again in Word."
    ),
    "lost_depth": _("A part that is nested too deeply was left out."),
    "statements_not_four_now": _("A true or false question needs four statements."),
    "word_no_pairs": _(
        "No pairs were found. Write a table of two columns, or “left => right” on each line."
    ),
    "word_reads_otherwise": _(
        "Read back from the Word file, these would be others: %(detail)s. Check the question there."
    ),
    "word_particulars": _("The name, topic, source or another mark would be read otherwise."),
    # Without weight.
    "note_key_person": _("The key was chosen by a person."),
    "note_mathtype": _("MathType formulas were turned into formulas that can be edited."),
    "note_text_box": _("Text of a text box was put in line."),
    "note_key_told": _("Key %(detail)s: as the file says in words."),
    "note_key_underline": _("Key %(detail)s: it is underlined."),
    "note_key_highlight": _("Key %(detail)s: it is highlighted."),
    "note_key_color": _("Key %(detail)s: it has another colour."),
    "note_key_bold": _("Key %(detail)s: it is bold."),
    "note_key_italic": _("Key %(detail)s: it is italic."),
    "note_key_star": _("Key %(detail)s: it has an asterisk."),
    "note_feedback_place": _("Feedback that appears inside the text became part of the solution."),
    "note_standard_feedback": _("The general sentences for right and wrong were left out."),
    "note_tags": _("Tags were left out."),
}


def say(code: str, detail: str = "") -> str:
    """Return the sentence for a code."""
    return str(REASONS[code]) % {"detail": detail}


def list_said(element: Element) -> list[dict[str, str]]:
    """Return the reasons of an element with their sentences."""
    return [
        {"code": code, "detail": detail, "text": say(code, detail)}
        for code, detail in element.reasons
    ]
