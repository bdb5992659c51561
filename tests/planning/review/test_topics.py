"""Words of a session prove what it is about, in six languages; words that only look alike prove nothing."""

import pytest

from toolkit.planning.review.topics import asks_for, fold, readable, topics


@pytest.mark.parametrize(("topic", "titles"), [
    ("opening", ["Welcome", "Accueil et ouverture", "Bienvenida", "Abertura", "Приветствие и открытие", "الافتتاح والترحيب"]),
    ("closing", ["Wrap-up", "Clôture", "Clausura", "Encerramento", "Закрытие", "الاختتام"]),
    ("expectations", ["What we expect", "Nos attentes", "Expectativas", "Expectativas", "Ожидания", "التوقعات"]),
    ("agreements", ["Ground rules", "Confidentialité", "Acuerdos", "Acordos", "Правила работы", "قواعد العمل"]),
    ("evaluation", ["Feedback", "Évaluation", "Evaluación", "Avaliação", "Обратная связь", "التقييم"]),
    ("next-steps", ["Next steps", "Prochaines étapes", "Próximos pasos", "Próximos passos", "Следующие шаги", "الخطوات القادمة"]),
    ("groups", ["Breakout groups", "Travail en groupe", "Grupos de trabajo", "Grupos de trabalho", "В малых группах", "مجموعات عمل"]),
    ("movement", ["Energiser", "Étirements", "Rompehielos", "Quebra-gelo", "Разминка", "تنشيط"]),
    ("introductions", ["Introductions", "Tour de table", "Ronda de presentación", "Ronda de apresentação", "Знакомство", "التعارف"]),
    ("decision", ["Voting", "Décision", "Votación", "Votação", "Голосование", "التصويت"]),
    ("ideas", ["Brainstorming", "Remue-méninges", "Lluvia de ideas", "Chuva de ideias", "Мозговой штурм", "عصف ذهني"]),
    ("prayer", ["Prayer room", "Prière", "Oración", "Oração", "Молитва", "صلاة الجمعة"]),
    ("buffer", ["Time in hand", "Marge", "Margen", "Margem", "Резерв", "وقت احتياطي"]),
])  # fmt: skip
def test_a_topic_is_known_in_six_languages(topic, titles):
    assert [title for title in titles if topic not in topics(title)] == []


@pytest.mark.parametrize(("title", "topic"), [
    ("Open discussion", "opening"), ("Opportunities ahead", "opening"), ("A closer look at water", "closing"),
    ("Introduction to the meeting", "introductions"), ("Representation of carriers", "talk"),
    ("Disagreement and how to have it", "agreements"),
    ("Whole of water", "owner"), ("Idealism", "ideas"), ("Présentation du projet", "introductions"), ("Rerun", "touch"),
])  # fmt: skip
def test_what_only_looks_alike_proves_nothing(title, topic):
    assert topic not in topics(title)


def test_a_sentence_that_rules_something_out_does_not_ask_for_it():
    assert asks_for("Run to the door.", "touch")
    assert not asks_for("No touching, no running. Don't run. Sans courir.", "touch")
    assert asks_for("No speeches. Hold hands.", "touch")


def test_words_are_folded_without_accents_case_and_the_arabic_article():
    assert (fold("Évaluation — ÇA, “va” ?"), fold("الخطوات"), fold("Ёлка")) == ("evaluation ca va", "خطوات", "елка")


def test_a_missing_word_is_only_missing_where_the_language_is_known():
    assert [readable(code, "x") for code in ("en", "pt-BR", "ja", "de")] == [True, True, False, False]
