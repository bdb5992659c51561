"""What a session is about, as far as its words tell: opening, agreements, evaluation, next steps ...

Agendas from elsewhere know no kinds, so the review reads titles too, in the six languages whose breaks and meals an import knows.
Words prove that something is there; that it is missing is only said where the convening's language is one of these.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from toolkit.convening.values import Localised, Text

LANGUAGES = frozenset({"en", "fr", "es", "pt", "ru", "ar"})

Topic = Literal[
    "opening", "closing", "introductions", "in-groups", "expectations", "agreements", "evaluation", "next-steps", "owner", "date",
    "groups", "movement", "report-back", "talk", "exchange", "ideas", "decision", "prayer", "working-lunch", "buffer", "touch",
    "interpreter",
]  # fmt: skip

_WORDS = re.compile(r"\w+")

# A stem matches at the start of a word; one that ends with a full stop matches whole words only.
_STEMS: dict[Topic, str] = {
    "opening": "opening., welcom, introduction, check in., kick off, inaugurat ; accueil, ouvertur, bienvenu, introducti ; "
    "apertura, bienvenid, inauguracion, introduccion ; abertura, boas vindas, acolhimento, introducao ; открыти, приветств, "
    "добро пожаловать, введение ; افتتاح, ترحيب, استقبال, مقدمه",
    "closing": "close., closing, closure, wrap up, wrapup, recap, farewell, goodbye, check out., evaluat, debrief, end of the day ; "
    "clotur, fermetur, conclusion, recapitul, au revoir ; cierre, clausura, conclusion, despedida, recapitul ; "
    "encerramento, fechamento, fecho., conclus, despedida, recapitul ; закрыти, заверш, подведение итогов, итоги дня ; اختتام, ختام, خاتمه",
    "introductions": "introductions, introduce ourselves, introduce yourself, introducing ourselves, go round., goround, getting to know, "
    "get to know, round of names, who is here, who we are. ; tour de table, presentation des participant, presentations mutuelles, "
    "faire connaissance ; ronda de presentacion, presentacion de los participant, presentacion de las participant, "
    "presentacion de participant, conocernos ; ronda de apresentac, apresentacao dos participant, apresentacao das participant, "
    "apresentacao de participant ; знакомств, представление участник ; تعارف, تعريف بالمشارك",
    "in-groups": "in pairs, in threes, in fours, in groups, in small groups, at the tables, at tables, in rooms of, with a neighbour, "
    "speed meeting ; par deux, en binom, en trio, en petits groupes, par table, aux tables ; por parejas, en parejas, en grupos, "
    "por mesas ; em pares, em duplas, em grupos, por mesas ; в парах, в группах, за столами ; ثنائي, مجموعات",
    "expectations": "expect, hope, hopes. ; attente, espoir, espere ; expectativ, esperan ; expectativ, esperanc ; ожидан, надежд ; "
    "توقع, امال",
    "agreements": "agreement, confidential, ground rule, house rule, code of conduct, how we work together, safe space, chatham ; "
    "confidentialit, accords., regles de, charte, code de conduite ; acuerdo, confidencialidad, reglas, codigo de conducta ; "
    "acordo, combinados, confidencialidade, regras, codigo de conduta ; договоренност, конфиденциальност, правила ; "
    "اتفاق, سريه, قواعد, ميثاق",
    "evaluation": "evaluat, feedback, plus delta, what helped, survey, questionnaire, keep and change, what went well, how was it ; "
    "evaluation, bilan, questionnaire, retour d experience ; evaluacion, encuesta, valoracion ; avaliac, questionario ; "
    "оценк, отзыв, обратная связь, обратной связи, анкет ; تقييم, استبيان",
    "next-steps": "next step, follow up, followup, action plan, commitment, way forward, ways forward, what happens next, what next, "
    "ninety days, who does what, action point ; prochaines etapes, prochains pas, suites a donner, plan d action, engagements, et apres ; "
    "proximos pasos, siguientes pasos, plan de accion, compromisos ; proximos passos, plano de acao, compromissos, encaminhamentos ; "
    "следующие шаги, дальнейшие шаги, план действий, обязательств ; خطوات قادمه, خطوات تاليه, خطوات مقبله, خطه عمل, متابعه",
    "owner": "owner, who., whom., whose., responsib, takes on, take on, taken on, takes it on ; qui., responsab, porteur ; quien, "
    "responsab, encargad ; quem., responsav ; кто., ответствен ; مسوول, مسءول",
    "date": "when., date., dates., deadline, due., by the end of, timeline ; quand., date., dates., echeance, delai, calendrier ; cuando., "
    "fecha, plazo, calendario ; quando., data., datas., prazo, calendario ; когда, срок, дата, даты ; متى, موعد, مواعيد, تاريخ",
    "groups": "small group, breakout, break out, working group, group work, workshop, world cafe, group discussion, fishbowl, open space, "
    "in groups, in pairs, in threes, in fours ; petits groupes, sous groupes, groupes de travail, atelier, travail en groupe ; "
    "grupos pequenos, pequenos grupos, grupos de trabajo, trabajo en grupo, taller ; grupos de trabalho, trabalho em grupo, oficina. ; "
    "малых групп, малые группы, в группах, рабочие группы, мастерская ; مجموعات صغيره, مجموعات عمل, ورشه, ورش",
    "movement": "energi, icebreaker, ice breaker, stretch, walk., walking, on our feet, movement, moving, gallery, fresh air, dance ; "
    "energis, dynamis, brise glace, etirement, marche., promenade, bouger ; dinamica, rompehielos, estiramiento, caminata, movimiento ; "
    "dinamica, quebra gelo, alongamento, caminhada, movimento ; разминк, прогулк, движени, энерджайзер ; تنشيط, حركه, مشي",
    "report-back": "report back, reports back, reporting back, reportback, feedback from, report from., reports from., readout, "
    "groups report, to report. ; "
    "restitution, mise en commun, retour des groupes ; puesta en comun, plenaria de grupos ; "
    "partilha dos grupos, devolutiva, socializacao dos grupos ; отчеты групп, презентация групп ; عرض المجموعات, عرض نتاءج",
    "talk": "lecture, keynote, presentation, speech, address by, addresses by ; conference inaugurale, expose., exposes., discours, "
    "allocution, presentation ; conferencia magistral, ponencia, discurso, presentacion ; palestra, discurso, apresentacao ; "
    "лекци, доклад, выступлени, презентаци ; محاضره, كلمه, عرض تقديمي",
    "exchange": "question, discuss, q a., dialogue, conversation, talk about, pairs, exchange, debate ; question, discussion, echange, "
    "debat, dialogue ; pregunta, discusion, dialogo, intercambio, debate ; pergunta, discussao, dialogo, debate ; "
    "вопрос, обсужд, диалог, дискусс ; اسءله, نقاش, حوار",
    "ideas": "brainstorm, word map, mind map, ideas., idea generation, generate, free association, what could we do ; remue meninges, "
    "idees., brainstorm ; lluvia de ideas, ideas. ; chuva de ideias, tempestade de ideias, ideias. ; мозговой штурм, идеи., идей. ; "
    "عصف ذهني, افكار",
    "decision": "decide, deciding, decision, vote., voting, prioriti, choose, choosing, ranking ; decider, decision, vote., priorit, "
    "choisir ; decidir, decision, votacion, prioriz, elegir ; decidir, decisao, votacao, prioriz, escolher ; решени, голосован, "
    "приоритет, выбор. ; قرار, تصويت, اولويات, اختيار",
    "prayer": "pray, quiet room, jumu, sabbath, shabbat, mosque, worship ; priere, prier, salle calme, mosquee ; oracion, rezar, "
    "sala tranquila, mezquita ; oracao, rezar, sala tranquila, mesquita ; молитв, тихая комната, мечет ; صلاه, جمعه, مصلى, مسجد",
    "working-lunch": "working lunch, lunch and learn, lunch talk, lunch session ; dejeuner de travail ; almuerzo de trabajo, "
    "comida de trabajo ; almoco de trabalho ; рабочий обед ; غداء عمل",
    "buffer": "time in hand, buffer, reserve time, spare time, catch up., overflow, slack ; marge, temps libre, temps de reserve ; margen, "
    "tiempo de reserva ; margem, tempo de reserva, tempo livre ; резерв ; وقت احتياطي",
    "touch": "touch, hold hands, holding hands, hug, massage, shoulder, run., running, race., jump, chase, dance, throw, catch., hop., "
    "on one leg, back to back ; toucher, main dans la main, courir, sauter, danser, lancer ; tocar, tomarse de la mano, correr, saltar, "
    "bailar, abraz ; tocar, maos dadas, correr, saltar, dancar, abrac ; касани, за руки, бег., бегать, прыжк, прыгать, обним ; "
    "لمس, ركض, قفز, رقص",
    "interpreter": "interpreter, interpreting ; interprete ; interprete ; interprete ; переводчик ; مترجم",
}
_NOT = frozenset({
    "no", "not", "never", "nobody", "without", "none", "t", "ne", "pas", "sans", "jamais", "aucun", "sin", "nunca", "nada", "sem", "nao",
    "не", "без", "никто", "нет", "لا", "بدون", "دون",
})  # fmt: skip


def _compiled() -> dict[str, tuple[tuple[str, Topic], ...]]:
    """The stems by the first letters of their first word, for most words of a text begin none of them."""
    table: dict[str, dict[tuple[str, Topic], None]] = {}
    for topic, typed in _STEMS.items():
        for part in re.split(r"[;,]", typed):
            stem = fold(part) + (" " if part.strip().endswith(".") else "")
            table.setdefault(stem.split()[0][:_LETTERS], {})[stem, topic] = None
    return {letters: tuple(stems) for letters, stems in table.items()}


_LETTERS = 4
"""A stem may begin with a shorter word ("in pairs", "hug"); one of fewer than three letters is a whole word."""


def fold(text: str) -> str:
    """Words only: small letters, no accents, no Arabic article, one blank between."""
    if text.isascii():
        return " ".join(_WORDS.findall(text.lower()))
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    words = _WORDS.findall(bare.replace("ة", "ه").replace("ى", "ي"))
    return " ".join(word[2:] if len(word) > 4 and word.startswith("ال") else word for word in words)


_TABLE = _compiled()


@lru_cache(maxsize=8192)
def topics(text: str) -> frozenset[Topic]:
    """Every topic that the words of a text name."""
    words = f"{fold(text)} "
    found: set[Topic] = set()
    at = 0
    for word in words.split():
        for letters in (word[:_LETTERS], word[: _LETTERS - 1]) if len(word) >= _LETTERS else (word,):
            for stem, topic in _TABLE.get(letters, ()):
                if words.startswith(stem, at):
                    found.add(topic)
        at += len(word) + 1
    return frozenset(found)


@lru_cache(maxsize=1024)
def asks_for(text: str, topic: Topic) -> bool:
    """Whether a sentence names the topic and does not deny it: "no touching" asks for none."""
    for sentence in re.split(r"[.;:!?\n]+", text):
        words = fold(sentence)
        if topic in topics(sentence) and not _NOT.intersection(words.split()):
            return True
    return False


def plain(text: Text) -> str:
    """Every form of a text, one after the other."""
    return "\n".join(text.root.values()) if isinstance(text, Localised) else text


def readable(language: str, text: Text) -> bool:
    """Whether a missing word may be called missing."""
    codes = text.root if isinstance(text, Localised) else (language,)
    return any(code.split("-")[0].casefold() in LANGUAGES for code in codes)
