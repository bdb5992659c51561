"""What a title alone tells of the kind of a session: breaks, meals, openings, closings, in the languages that agendas come in.

Decides from whole words. An agenda prints a session's kind where its title does not tell it, and an import reads it by the same rule.
"""

import re
import unicodedata
from typing import NamedTuple

from toolkit.convening.model import Kind


class _Sign(NamedTuple):
    kind: Kind
    words: re.Pattern[str]
    longest: int


def told_by(title: str) -> Kind | None:
    """The kind that the words of a title tell, or None where they tell none."""
    bare = " ".join(re.sub(r"[(\[][^)\]]*[)\]]", " ", _folded(title)).split()) or _folded(title)
    count = len(bare.split())
    for sign in _SIGNS:
        if count <= sign.longest and sign.words.search(bare):
            return sign.kind
    return next((kind for kind, words in _UNSPACED if words.search(bare)), None)


def _folded(text: str) -> str:
    """Without case and accents; Arabic without the letters that are written either way."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return bare.replace("ı", "i").replace("أ", "ا").replace("إ", "ا").replace("آ", "ا").replace("ـ", "")


def _sign(kind: Kind, longest: int, pattern: str) -> _Sign:
    return _Sign(kind, re.compile(rf"(?<!\w)(?:{_folded(pattern)})(?!\w)"), longest)


_SIGNS = (
    _sign(
        "other",
        9,
        r"registrations?|check-?in|accreditation|arrivals?(?: .*)?|time in hand|buffer(?: time)?|free time|temps libre|tiempo libre|"
        r"inscriptions?|enregistrement"
        r"|registro|acreditacion(?:es)?|credenciamento|регистрация(?: участников)?|(?:ال)?تسجيل(?: .*)?|anmeldung|ankunft|kayit|"
        r"rejestracja|registrazione|usajili|등록",
    ),
    _sign(
        "meal",
        9,
        r"lunch(?:eon|es|time)?|brunch|dinner|supper|breakfast|buffet|banquet|iftar|suhoor|barbecue|bbq|lunchbreak|lunch-break|meal"
        r"|(?:petit[- ])?dejeuner|diner|souper|repas|almuerzo|cena|desayuno|comida|almoco|jantar|cafe da manha|pequeno[- ]almoco"
        r"|обед(?:а|енный)?|ужин|завтрак|(?:ال|لل|وال)?(?:غداء|عشاء|فطور|افطار)|وجبة(?: \w+)?"
        r"|mittag(?:essen|spause)?|abendessen|fruhstuck|lunchpauze|diner|avondeten|pranzo|colazione|ogle yemegi|aksam yemegi|yemek|"
        r"obiad|kolacja|обід|сніданок|вечеря"
        r"|chakula(?: cha \w+)?|makan siang|ناهار",
    ),
    _sign(
        "break",
        6,
        r"(?:[\w-]+ )?breaks?(?: time)?|(?:coffee|tea|health|bio|comfort|prayer|stretch)(?=$|[ /&-]+(?:and )?(?:coffee|tea|cake|snack|"
        r"refresh|network|break))(?:[ /&-]+(?:and )?(?:coffee|tea|cake|snacks?|refreshments?|networking|break))*"
        r"|recess|refreshments|intermission|pause[- ]?(?:[\w'’]+)?(?: [\w'’]+)?|recreo|receso|descanso|pausa(?: [\w]+)*|(?:el |um "
        r")?cafe|cafecito|intervalo|lanche"
        r"|merienda|перерыв|перерва|кава|кофе(?:-?(?:брейк|пауза|паузы))?|чай|(?:ال)?استراحة|راحة|شاي|قهوة|صلاة|kaffee(?:pause)?|"
        r"kaffepause|teepause|pauze|koffie(?:pauze)?"
        r"|mola|cay molasi|kahve molasi|przerwa(?: \w+)?|mapumziko|rehat|istirahat|תה|הפסקה|chai(?: break)?",
    ),
    _sign(
        "energiser",
        8,
        r"energi[sz]ers?|ice-?breakers?|warm[- ]?ups?|brise-glace|rompehielos|dinamica(?: de \w+)?|quebra-gelo|разминка|энерджайзер|"
        r"تنشيط|كسر الجليد|auflockerung",
    ),
    _sign(
        "recap",
        9,
        r"recap(?:itulation)?s?|(?:looking|look) back|review of (?:the )?(?:day|yesterday|first day|day \w+)|summary of (?:the "
        r")?day(?: \w+)?|harvest|readouts?|read-outs?"
        r"|what we heard|recapitulatif|retour sur (?:la|le) (?:journee|jour)\w*(?: \w+)?|synthese(?: de la journee)?|recapitulacion|"
        r"resumen(?: del dia)?|repaso"
        r"|resumo(?: do dia)?|recapitulacao|подведение итогов(?: дня)?|итоги дня|ملخص|تلخيص|مراجعة(?: اليوم)?|tagesruckblick|ruckblick",
    ),
    _sign(
        "closing",
        9,
        r"clos(?:ing|ure)(?: .*)?|close$|wrap[- ]?up(?: .*)?|adjourn(?:ment)?|farewells?|goodbyes?|departures?|end of (?:the )?(?:day|"
        r"meeting|workshop|programme|program|session)(?: \w+)?"
        r"|outros?(?: .*)?|cloture|fermeture|mot de la fin|conclusions?|au revoir|cierre|clausura|despedida|fin (?:de|del) .*|"
        r"encerramento|fecho"
        r"|закрытие|завершення|закриття|завершение|заключительное слово|(?:ال)?(?:ختام|جلسة الختامية|ختامية|اختتام)|abschluss|"
        r"verabschiedung|ausklang|afsluiting|kapanis|zamkniecie|kufunga|penutupan",
    ),
    _sign(
        "opening",
        10,
        r"welcom(?:e|es|ing)|opening(?: .*)?|introductions?(?: to the \w+)?|introductory (?:remarks|words)|inauguration"
        r"|accueil|bienvenue|ouverture|mots? de bienvenue|presentation des participant\w*|bienvenidas?|apertura|inauguracion|"
        r"boas[- ]vindas|abertura|recepcao|открытие|відкриття|привітання|приветстви(?:е|я|енное слово)|знакомство"
        r"|(?:ال)?(?:افتتاح|جلسة الافتتاحية|افتتاحية|ترحيب|كلمة ترحيبية)(?: .*)?|begrussung|eroffnung|opening|welkom|acilis|karsilama|"
        r"otwarcie|powitanie|karibu|pembukaan",
    ),
    _sign(
        "panel",
        30,
        r"panels?(?: discussions?)?|round[- ]?tables?|table ronde|mesa redonda|conversatorio|панель(?:ная дискуссия)?|панельная|"
        r"круглый стол|حلقة نقاش(?:ية)?|مائدة مستديرة|podium(?:sdiskussion)?",
    ),
    _sign(
        "small-groups",
        40,
        r"small[- ]groups?(?: .*)?|(?:group|team)[- ]?work|working[- ]groups?|break-?outs?(?: .*)?|breakouts? \d+|in (?:small )?groups|"
        r"(?:in )?pairs|world cafe|parallel (?:sessions?|groups?|workshops?)"
        r"|travail (?:de|en) groupes?|travaux de groupes?|(?:petits|sous-)groupes|ateliers?|trabajo (?:en|de) grupos?|grupos (?:de "
        r"trabajo|pequenos|de trabalho)|talleres"
        r"|trabalho em grupos?|oficinas?|работа в (?:малых )?группах|групповая работа|(?:عمل|العمل) (?:في |ضمن )?(?:ال)?مجموعات|"
        r"مجموعات(?: عمل| العمل)?|(?:جلسات|ورش) .*متوازية|gruppenarbeit|gruppi di lavoro|lavori? di gruppo|kazi ya vikundi|kleingruppen",
    ),
    _sign(
        "exercise", 30, r"exercises?|simulation|role[- ]?play\w*|word[- ]map(?:ping)?|exercice|ejercicio|exercicio|упражнение|تمرين|ubung"
    ),
)

_UNSPACED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("other", re.compile("पंजीकरण|签到|報到|受付|등록")),
    ("meal", re.compile("भोजन|नाश्ता|午餐|晚餐|早餐|昼食|夕食|朝食|ランチ|점심|อาหาร(?:กลางวัน|เย็น|เช้า)")),
    ("break", re.compile("चाय|茶歇|休息|休憩|휴식|พัก")),
    ("opening", re.compile("उद्घाटन|स्वागत|开幕|開幕|欢迎|歡迎|開会|개회|환영|เปิด|ลงทะเบียน")),
    ("closing", re.compile("समापन|闭幕|閉幕|总结|閉会|폐회|ปิด(?:การ)?ประชุม")),
    ("panel", re.compile("圆桌|座谈|パネル|패널")),
    ("small-groups", re.compile("分组|小组|グループ|분과|모둠")),
)
"""Scripts without spaces between words."""
