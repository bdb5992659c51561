"""The words by which the world's lists of people name their columns and answer their questions. Data alone; other modules ask it.

English, French, Spanish, Portuguese, Italian, German, Russian, Arabic, and some Dutch, Turkish, Swahili and Indonesian. A phrase is held
against a heading without case, accents and punctuation; a new language is new phrases here and nothing else.
"""

from toolkit.imports.people.understood import Field

HEADINGS: dict[Field, str] = {
    "name": (
        "name, names, full name, participant, participants, participant name, name of participant, participant's name, "
        "person, people, delegate, attendee, guest, member, speaker, contact, contact name, contact person, first and last "
        "name, name and surname, first name and surname, first name last name, preferred name, name as you want it to "
        "appear, display name, chosen name, badge name, name on badge, who, imie i nazwisko, uczestnik, namn, deltagare, "
        "fullstandigt namn, nom complet, nom et prenom, noms et prenoms, prenom et nom, nom prenom, prenom nom, "
        "participante, participant e, nombre completo, nombre y apellido, nombre y apellidos, nombres y apellidos, apellido "
        "y nombre, apellidos y nombres, nome completo, nome e sobrenome, nome e cognome, cognome e nome, nome e apelido, "
        "partecipante, partecipanti, vollstandiger name, vor und nachname, vorname und nachname, name vorname, vorname "
        "name, nachname vorname, teilnehmer, teilnehmerin, teilnehmende, teilnehmer in, teilnehmer innen, фио, ф и о, имя и "
        "фамилия, фамилия имя, фамилия имя отчество, участник, участница, участники, полное имя, الاسم, الاسم الكامل, "
        "الإسم, اسم المشارك, المشارك, المشاركون, الاسم الثلاثي, الاسم واللقب, naam, volledige naam, deelnemer, adi soyadi, "
        "ad soyad, isim, jina, jina kamili, nama, nama lengkap, nom, nombre, nome, имя, 姓名, 氏名, 성명, nom usage"
    ),
    "given": (
        "first name, first names, firstname, given name, given names, givenname, forename, forenames, christian name, name "
        "first, prenom, prenoms, prenom usuel, prenom s, nombres, nombre de pila, primer nombre, primeiro nome, nome "
        "proprio, nome di battesimo, vorname, vornamen, имя отчество, الاسم الأول, الاسم الشخصي, voornaam, voornamen, adi, "
        "ilk isim, jina la kwanza, nama depan, imie, imiona, fornamn, ім я, 名"
    ),
    "middle": (
        "middle name, tussenvoegsel, tussenvoegsels, "
        " middle names, second name, middle initial, deuxieme prenom, segundo nombre, segundo nome, secondo "
        "nome, zweiter vorname, отчество, اسم الأب"
    ),
    "family": (
        "last name, last names, lastname, surname, surnames, family name, familyname, name last, nom de famille, nom usuel, "
        "nom d usage, patronyme, apellido, apellidos, primer apellido, sobrenome, apelido, apelidos, ultimo nome, cognome, "
        "cognomi, nachname, familienname, zuname, фамилия, اسم العائلة, اللقب, الاسم العائلي, الكنية, achternaam, "
        "familienaam, soyadi, soyad, jina la familia, jina la mwisho, nama belakang, nazwisko, efternamn, прізвище, 姓"
    ),
    "second family": "second surname, second last name, segundo apellido",
    "honorific": (
        "honorific, salutation, prefix, civilite, titre de civilite, tratamiento, tratamento, anrede, akademischer titel, "
        "appellativo, titolo, обращение, التحية, mr ms, mr mrs, mr mrs ms, dr mr ms, aanhef, qualite"
    ),
    "title": (
        "title, titles, job title, jobtitle, organisation title, organization title, roles, positions, role, position, job, "
        "function, post, occupation, designation, profession, titre, fonction, fonctions, poste, role fonction, cargo, "
        "puesto, posicion, funcion, ocupacion, profesion, rol, funcao, funcoes, posicao, profissao, ocupacao, ruolo, "
        "carica, posizione, professione, qualifica, funktion, position, rolle, beruf, titel, stellung, должность, роль, "
        "позиция, профессия, المنصب, الوظيفة, المسمى الوظيفي, الصفة, الدور, functie, gorev, unvan, gorevi, cheo, wadhifa, "
        "jabatan, stanowisko, funkcja, befattning, titel, посада, title role, title position, role title, position title, "
        "职位, 職位"
    ),
    "organisation": (
        "organisation, organization, organisations, organizations, org, orgs, institution, institutions, affiliation, "
        "affiliations, company, employer, agency, ngo, association, organisation name, organization name, name of "
        "organisation, name of organization, name of institution, workplace, organisme, structure, organisation organisme, "
        "employeur, entreprise, organizacion, organizaciones, institucion, entidad, empresa, organizacao, organizacoes, "
        "instituicao, entidade, organizzazione, organizzazioni, istituzione, ente, associazione, einrichtung, institution "
        "organisation, verband, firma, verein, организация, учреждение, место работы, компания, المنظمة, المؤسسة, الجهة, "
        "الهيئة, الجمعية, مكان العمل, organisatie, instelling, kurum, kurulus, shirika, taasisi, organisasi, lembaga, "
        "organizacja, instytucja, организація, організація, forening, organisationer, institution or organisation, "
        "organization institution, organisation institution, organisation affiliation, 机构, 单位"
    ),
    "side": (
        "side, constituency, stakeholder, stakeholder group, stakeholder type, stakeholders, sector, type of participant, "
        "participant type, donor or activist, donor activist, participant category, groupe d acteurs, partie prenante, type "
        "de participant, secteur, sector social, tipo de participante, grupo de interes, setor, settore, sektor, "
        "interessengruppe, teilnehmergruppe, сектор, тип участника, القطاع, فئة المشارك"
    ),
    "country": (
        "country, countries, country of residence, residence country, country code, country of work, based in, pays, pays "
        "de residence, pais, pais de residencia, paese, paese di residenza, land, wohnsitzland, страна, страна проживания, "
        "البلد, الدولة, بلد الإقامة, ulke, nchi, negara, kraj, країна, nationality, nationalite, nacionalidad, "
        "nacionalidade, nazionalita, staatsangehorigkeit, nationalitat, гражданство, الجنسية, 国家, 国籍"
    ),
    "languages": (
        "language, languages, languages spoken, spoken languages, language s, working language, working languages, langue, "
        "langues, langue s, langues parlees, idioma, idiomas, lengua, lenguas, lingua, lingue, linguas, sprache, sprachen, "
        "язык, языки, владение языками, اللغة, اللغات, taal, talen, dil, diller, lugha, bahasa"
    ),
    "email": (
        "email, e mail, mail, emails, e mails, email address, e mail address, mail address, email id, courriel, courrier "
        "electronique, adresse electronique, adresse email, adresse e mail, adresse mail, correo, correo electronico, "
        "correo e, direccion de correo, endereco de email, correio eletronico, posta elettronica, indirizzo email, e mail "
        "adresse, mailadresse, почта, электронная почта, эл почта, email адрес, البريد الإلكتروني, البريد, الايميل, بريد "
        "إلكتروني, e posta, barua pepe, surel, 邮箱, 电子邮件"
    ),
    "phone": (
        "phone, phones, telephone, tel, mobile, mobile phone, mobile number, cell, cell phone, cellphone, phone number, "
        "telephone number, contact number, whatsapp, signal, whatsapp number, tel no, telephone portable, portable, numero "
        "de telephone, telefono, telefono movil, movil, celular, telefone, telemovel, cellulare, telefon, handy, mobil, "
        "telefonnummer, handynummer, телефон, мобильный, мобильный телефон, номер телефона, الهاتف, رقم الهاتف, الجوال, "
        "المحمول, موبايل, telefoon, simu, namba ya simu, telepon, 电话"
    ),
    "diet": (
        "diet, dietary, dietary requirements, dietary needs, dietary restrictions, dietary requirement, food, meal "
        "preference, food preference, food requirements, special diet, allergies, food allergies, diet allergies, regime, "
        "regime alimentaire, allergies alimentaires, besoins alimentaires, dieta, restricciones alimentarias, requisitos "
        "alimentarios, alergias, alimentacion, restricoes alimentares, dieta alimentar, alimentacao, esigenze alimentari, "
        "allergie, ernahrung, kost, essen, diat, allergien, verpflegung, питание, диета, диетические требования, الغذاء, "
        "النظام الغذائي, الحمية, متطلبات غذائية, dieet"
    ),
    "access": (
        "access, access needs, accessibility, accessibility needs, access requirements, mobility, mobility needs, "
        "disability, reasonable accommodation, special needs, besoins d accessibilite, accessibilite, accesibilidad, "
        "necesidades de accesibilidad, necesidades especiales, acessibilidade, necessidades especiais, accessibilita, "
        "esigenze di accessibilita, barrierefreiheit, zugangsbedarf, доступность, особые потребности, إمكانية الوصول, "
        "احتياجات خاصة, besoins d acces"
    ),
    "interpretation": (
        "interpretation, interpretation needed, interpreter, interpreting, needs interpretation, interpretation language, "
        "interpretation needs, interpretation from to, interpretation into, interpretacion, interprete, traduccion, "
        "interpretacao, traducao, interpretazione, verdolmetschung, dolmetschen, dolmetschung, перевод, нужен перевод, "
        "الترجمة, ترجمة فورية, besoin d interpretation, interpretariat"
    ),
    "other": (
        "other needs, other requirements, special requirements, needs, autres besoins, otras necesidades, outras "
        "necessidades, altre esigenze, weitere bedurfnisse, другие потребности, احتياجات أخرى"
    ),
    "status": (
        "status, rsvp, attendance, attending, will attend, confirmed, confirmation, registration status, coming, response, "
        "reply, invited, statut, confirme, presence confirmee, reponse, participation, estado, confirmacion, confirmado, "
        "asistencia, asistira, situacao, confirmacao, presenca, stato, conferma, zusage, ruckmeldung, anmeldestatus, "
        "bestatigt, статус, подтверждение, ответ, الحالة, التأكيد, الحضور"
    ),
    "days": (
        "days, days present, days attending, attending days, present on, attendance days, which days, jours, jours de "
        "presence, presence, dias, dias de asistencia, dias presentes, giorni, giorni di presenza, tage, anwesenheitstage, "
        "anwesend am, дни, дни присутствия, أيام الحضور, الأيام"
    ),
    "pronouns": "pronouns, pronoun, pronoms, pronombres, pronome, pronomes, pronomi, pronomen, местоимения, الضمائر",
    "legal_name": (
        "legal name, name in passport, name as in passport, passport name, name as on passport, official name, name in id, "
        "nom legal, nom sur le passeport, nom du passeport, nom officiel, nombre legal, nombre en pasaporte, nombre en el "
        "pasaporte, nombre segun pasaporte, nome legal, nome no passaporte, nome legale, nome sul passaporte, name im pass, "
        "name laut pass, amtlicher name, имя в паспорте, имя по паспорту, الاسم في جواز السفر, الاسم حسب الجواز"
    ),
    "sort_as": "sort as, sort name, sort by, sorted as, file as, sort key, sortieren als, tri",
    "code": "code, participant code, badge code, code participant, codigo, codice, kurzel",
    "none": (
        "no, nr, n, no of, number, num, nº, n°, row, row number, serial, serial no, serial number, sl, sl no, s no, sn, s "
        "n, #, numero, num ero, lfd nr, lfd, laufende nummer, nummer, n o, п п, № п п, №, номер, م, الرقم, رقم, sira, no "
        "urut, 序号"
    ),
}
"""What a column holds, by its whole heading. Some words mean two things and are settled by what stands below or beside them:
`title` and `qualité` are honorifics where Dr and Mrs stand below them; `nom`, `nome`, `имя` and `name` are a half where the other half
has a column of its own.
"""

EITHER = frozenset({"isim", "jina", "naam", "nama", "name", "names", "nom", "nombre", "nome", "имя", "الإسم", "الاسم"})

CONSENT: dict[Field, str] = {
    "public": (
        r"\bpublic\b|\bpublish|\bwebsite|\bonline\b|\bpubli[ceé]|\bpúblic|\bpubblic|öffentlich|veröffentlich|публи|на сайте|النشر|"
        r"العامة|علني"
    ),
    "photo": r"\bphoto|\bpicture|\bfilm|\bvideo|\bimage|\bfoto|\bimagen|\bimagem|\bimmagin|\bbild|фото|съ[её]мк|صور",
    "quote": r"\bquot|\bcit[ée]|\bcitation|\bcitar|\bcitaç|\bcitazion|zitier|zitat|цитир|цитат|اقتباس",
    "badge": r"\bbadge|\bname ?tag|\bgafete|\bcrach[aá]|\bnamensschild|бейдж|شارة",
    "list": (
        r"\blist\b|\blisted\b|\bliste\b|\blista\b|\belenco\b|teilnehmerliste|teilnehmendenliste|\bname\b.*\bshar|\bshare (?:your|"
        r"my) (?:name|details|contact)|partager|compartir|compartilhar|condivid|список|спис[ок]|القائمة|قائمة"
    ),
}

QUESTIONS: dict[Field, str] = {
    "diet": r"\bdiet|allerg|alimenta|\bmeals?\b|ernährung|питани|диет|غذائ",
    "access": (
        r"accessib|\baccess (?:needs?|requirements?)|disabilit|mobility|handicap|discapacidad|deficiência|barriere|доступност|"
        r"إعاقة"
    ),
    "interpretation": r"\binterpret|dolmetsch|traducc|tradução|traduction|перевод|ترجمة",
    "languages": (r"\blanguages?\b.*\bspeak|\bspeak\b.*\blanguages?\b|\blangues?\b.*parl|\bidiomas?\b.*habl|\bsprachen?\b.*sprech"),
    "days": r"\b(?:which|what) days?\b|\bquels jours\b|\bqué días\b|\bwelche[nr]? tag",
    "status": (
        r"\b(?:will|can) you (?:attend|come|join|participate|be (?:there|present|with us))|\bkommen sie\b|\bnehmen sie teil|"
        r"participerez-vous|\basistirá"
    ),
    "phone": r"\bphone\b|\bwhatsapp\b|téléphone|tel[eé]fono|telefone|telefonnummer",
    "email": r"\be-?mail\b|courriel|correo electr",
    "country": r"\b(?:which|what) country\b|\bquel pays\b|\bqué país\b",
    "organisation": r"\b(?:which|what|your) organi[sz]ation\b|\bquelle organisation\b|\bqué organización\b",
    "pronouns": r"\bpronouns?\b",
}
"""What the question of a form asks for, where a heading is a question and no word of the lists above."""

ASKED = (
    r"\?|\bmay we\b|\bcan we\b|\bdo you\b|\bi (?:agree|consent)|\bconsent|\bpermission|\bagree|\ballow|\bconsentement|"
    r"\bautoris|\bautoriz|\baccord\b|\bconsentim|\bpermis|\bacepta|\bacuerdo|\bconcord|\baceit|\bconsenso|\bacconsent|"
    r"\bpermess|einwillig|einverstand|zustimm|erlaub|dürfen wir|соглас|разреш|можно ли|موافق|هل يمكن|إذن|نوافق|أوافق|peut-on|"
    r"pouvons-nous|podemos|possiamo"
)
"""A column that asks for something. Only together with one of the uses above is it a consent; the words are searched within the heading."""

YES = (
    "yes, y, x, ok, true, 1, oui, o, vrai, si, s, sim, verdadero, verdadeiro, vero, ja, j, wahr, да, истина, نعم, موافق, "
    "أوافق, agree, agreed, i agree, consent, accepted, accept, d accord, de acuerdo, einverstanden, согласен, согласна, ✓, "
    "✔, ☑, ✅, evet, ndiyo, ya, yes please, yes i do, yes you may"
)

NO = (
    "no, n, false, 0, non, faux, nao, falso, nein, нет, ложь, لا, hayir, hapana, tidak, refused, declined, disagree, do not "
    "agree, ✗, ✘, ❌, ☐, niet, no thanks, no thank you"
)

EMPTY = (
    "none, n a, na, nil, nothing, not applicable, aucun, aucune, neant, rien, ninguno, ninguna, nada, nenhum, nenhuma, "
    "nessuno, nessuna, keine, keiner, kein, нет данных, لا يوجد, لا شيء, unknown, no"
)
"""Ways to leave a cell empty, in a column of needs."""

STATUS: dict[str, str] = {
    "confirmed": (
        "confirmed, confirm, yes, y, x, accepted, accept, coming, attending, will attend, registered, going, ok, true, 1, "
        "confirme, confirmee, accepte, inscrit, inscrite, oui, vient, confirmado, confirmada, si, acepta, asistira, asiste, "
        "inscrito, inscrita, sim, vem, confermato, confermata, iscritto, viene, bestatigt, zugesagt, zusage, angemeldet, "
        "ja, kommt, подтверждено, подтвержден, подтвердил, подтвердила, да, придет, будет, مؤكد, نعم, أكد, سيحضر, ✓, ✔"
    ),
    "declined": (
        "declined, decline, no, n, not coming, not attending, cancelled, canceled, regrets, apologies, withdrawn, false, 0, "
        "decline e, refuse, annule, non, ne vient pas, absent, excuse, excusee, rechazado, rechazada, rechaza, cancelado, "
        "cancelada, no asiste, no asistira, recusado, recusada, nao, rifiutato, annullato, abgesagt, absage, nein, kommt "
        "nicht, verhindert, отказ, отказался, отказалась, нет, не придет, отменено, معتذر, اعتذر, لا, ملغى, لن يحضر"
    ),
    "invited": (
        "invited, pending, maybe, tbc, to be confirmed, tentative, waiting, no reply, no answer, no response, awaiting, "
        "unconfirmed, not confirmed, possibly, invite, invitee, en attente, a confirmer, peut etre, sans reponse, invitado, "
        "invitada, pendiente, por confirmar, quizas, tal vez, convidado, convidada, pendente, a confirmar, talvez, "
        "invitato, invitata, in attesa, da confermare, forse, eingeladen, offen, ausstehend, vielleicht, unklar, keine "
        "antwort, приглашен, приглашена, ожидается, ожидание, возможно, под вопросом, مدعو, مدعوة, قيد الانتظار, ربما"
    ),
    "attended": (
        "attended, present, was there, came, showed up, participated, a participe, venu, venue, presente, asistio, "
        "participo, compareceu, participou, ha partecipato, anwesend, teilgenommen, war da, присутствовал, присутствовала, "
        "был, была, حضر, حضرت, حاضر"
    ),
}

PLACEHOLDERS = (
    "tbc, tbd, tba, nn, n n, vacant, to be confirmed, to be decided, to be named, to be announced, name tbc, a confirmer, a designer, "
    "por confirmar, por definir, a confirmar, a definir, da confermare, da definire, noch offen, steht noch aus, уточняется, يحدد لاحقا"
)
"""What stands where a name will be one day."""

TOTALS = (
    "total, totals, grand total, subtotal, sum, count, total participants, total general, somme, suma, soma, totale, "
    "gesamt, summe, insgesamt, gesamtzahl, итого, всего, المجموع, الإجمالي, toplam, jumla, totaal, total de participantes, "
    "nombre total"
)

APOLOGIES = (
    "apologies, apologies received, regrets, absent, excused, unable to attend, excuses, excusees, disculpas, ausentes, "
    "assenti, entschuldigt, abwesend, отсутствовали, المعتذرون"
)

LISTS = (
    "participants, list of participants, participants list, participant list, attendees, list of attendees, attendance, "
    "delegates, invitees, guests, people, those present, present, speakers, facilitators, liste des participants, liste des "
    "participantes et participants, participants et participantes, presents, participantes, lista de participantes, "
    "asistentes, lista de asistentes, invitados, presentes, partecipanti, elenco dei partecipanti, lista dei partecipanti, "
    "teilnehmende, teilnehmer, teilnehmerliste, teilnehmendenliste, liste der teilnehmenden, anwesend, участники, список "
    "участников, присутствовали, المشاركون, قائمة المشاركين, الحضور"
)

SPEAKERS = (
    "speaker, speakers, facilitator, facilitators, moderator, moderators, chair, panel, panellists, panelists, presenters, intervenants, "
    "intervenantes, animation, ponentes, oradores, modera, palestrantes, relatori, referenten, referentinnen, moderation, докладчики, "
    "ведущие, المتحدثون, الميسرون"
)
"""What stands before those who speak in one session of an agenda."""

HONORIFICS = (
    "dr, prof, professor, mr, mrs, ms, miss, mx, sir, dame, rev, reverend, fr, hon, h e, amb, ambassador, mme, mlle, "
    "monsieur, madame, mademoiselle, me, pr, sr, sra, srta, don, dona, dra, lic, ing, arq, profa, senor, senora, senhor, "
    "senhora, sig, signor, signora, sig ra, dott, dottssa, dott ssa, avv, herr, frau, hr, fr, dipl ing, mag, г н, г жа, "
    "господин, госпожа, проф, д р, السيد, السيدة, الدكتور, الدكتورة, أ, د, الأستاذ, الأستاذة, م, smt, shri, sri, eng, capt, "
    "col, gen, lt, maj, judge, justice, bishop, m, mag a, adv, hajj, ustadh"
)
"""Words before a name that are none of it; short ones only where a dot follows or the column is one of honorifics."""

UNDOTTED = (
    "dr, prof, professor, mr, mrs, ms, miss, mx, sir, dame, reverend, hon, h e, amb, ambassador, mme, mlle, monsieur, "
    "madame, mademoiselle, senor, senora, senhor, senhora, signor, signora, herr, frau, господин, госпожа, السيد, السيدة, "
    "الدكتور, الدكتورة, الأستاذ, الأستاذة, dra, sra, srta, dott, profa, smt, shri, proff"
)

SUFFIXES = (
    "jr, sr, ii, iii, iv, phd, ph d, md, m d, mba, esq, cbe, obe, mbe, msc, m sc, ma, m a, ba, b a, llm, ll m, jd, j d, "
    "dphil, rn, mph, mp, mep, sj, s j, op, o p, qc, kc, edd, frcp, cpa, junior, senior, fils, pere, filho, neto, hijo, mpa, "
    "mpp, med, bsc, b sc"
)

PARTICLES = (
    "de, da, do, dos, das, del, della, delle, di, du, des, la, le, las, los, van, von, der, den, ter, ten, zu, zur, zum, "
    "bin, ibn, bint, binti, al, el, ul, ud, ur, bte, y, e, i, af, av, ap, ab, san, st, af, of, d, o, dal, degli, dei, vom, "
    "het, 't, op, te, abu, ould, mint, wa, na, ou"
)

ORGANISATIONS = (
    r"\b(?:universit\w*|university|college|school|institut\w*|foundation|fund\b|funds\b|trust\b|network|alliance|coalition|"
    r"association|asso\b|society|council|committee|commission|ministry|department|government|embassy|agency|office\b|bureau|"
    r"centre|center|federation|union|organi[sz]ation|programme|program\b|project|initiative|group\b|collective|forum|movement|"
    r"campaign|bank\b|inc\b|ltd\b|llc\b|gmbh|e\.\s?v\.|ngo\b|ong\b|fondation|réseau|ministère|université|école|collectif|"
    r"agence|fédération|ambassade|fundaci[oó]n|red\b|asociaci[oó]n|universidad|ministerio|instituto|colectivo|organizaci[oó]n|"
    r"centro|comit[eéê]|fundaç[aã]o|rede\b|associaç[aã]o|universidade|ministério|coletivo|fondazione|rete\b|associazione|"
    r"università|ministero|istituto|stiftung|netzwerk|verein|verband|universität|ministerium|zentrum|bundesamt|фонд|сеть|"
    r"ассоциация|университет|министерство|институт|центр|организация|союз|комитет|مؤسسة|شبكة|جمعية|جامعة|وزارة|معهد|مركز|منظمة|"
    r"اتحاد|nations|international|global|watch|service|services|company|consult(?:ing|ancy)|church|hospital|rights|watch|"
    r"unesco|unicef|unhcr|undp|comision|comisión|ley|bicameral|consejo|secretar[ií]a de)\b"
)

ROLES = (
    r"\b(?:director\w*|directeur|directrice|officer|coordinat\w*|coordonnat\w*|coordinador\w*|coordenador\w*|koordinator\w*|"
    r"manager|advis[oe]r\w*|consultant\w*|consultor\w*|professor\w*|lecturer|fellow|researcher|assistant\w*|associate\b|"
    r"secretary|secretariat|president\w*|chair\w*|co-chair|founder\w*|co-founder|head of|lead\b|leader|analyst|specialist|"
    r"expert\w*|administrator|executive|attorney|lawyer|advocate|activist|organi[sz]er|facilitator|trainer|student|volunteer|"
    r"intern\b|minister|ambassador|deputy|vice|journalist|editor|writer|artist|engineer|doctor|nurse|teacher|responsable|"
    r"chargée?|présidente?|conseill\w*|chercheu\w*|avocate?|militante?|jefe|jefa|asesora?|abogad[oa]|investigador\w*|gerente|"
    r"presidenta|secretaria|secretario|assessora?|pesquisador\w*|advogad[oa]|direttore|direttrice|responsabile|consulente|"
    r"ricercator\w*|avvocat\w*|leiter\w*|leitung|referent\w*|geschäftsführ\w*|berater\w*|vorstand|mitarbeiter\w*|директор|"
    r"координатор|менеджер|консультант|профессор|руководитель|председатель|специалист|юрист|эксперт|مدير|مديرة|منسق|منسقة|"
    r"مستشار|مستشارة|أستاذ|أستاذة|رئيس|رئيسة|باحث|باحثة|member|representative|commissioner|programmer|accountant|treasurer|"
    r"chief|ceo|cfo|coo|freelance|independent|policy|campaigner|senior|junior|counsel\w*|delegate|parliamentarian|senator|"
    r"mp)\b"
)

THINGS = (
    "price, qty, quantity, amount, sku, invoice, stock, cost, unit price, total price, prix, precio, preco, prezzo, preis, "
    "цена, количество, السعر, الكمية, product, product name, weight, ingredients, recipe, calories, latitude, longitude, "
    "elevation, population, filename, licence plate, isbn, barcode"
)
"""Headings of lists that are not of people."""

COUNTRIES: dict[str, str] = {

    "US": "usa, u s a, u s, united states of america, the united states, eeuu, ee uu, estados unidos de america, "
    "etats unis d amerique, сша",
    "GB": "uk, u k, great britain, england, scotland, wales, northern ireland, reino unido",
    "NL": "holland, the netherlands",
    "CI": "ivory coast", "CZ": "czech republic", "TR": "turkey, turkiye", "MM": "burma, myanmar", "SZ": "swaziland", "MK": "macedonia",
    "CV": "cape verde", "VN": "vietnam, viet nam", "RU": "russian federation, рф", "KR": "south korea, republic of korea",
    "KP": "north korea", "LA": "lao pdr",
    "CD": "drc, dr congo, d r congo, democratic republic of congo, democratic republic of the congo, rdc", "CG": "republic of congo",
    "AE": "uae, u a e", "PS": "palestine", "SY": "syria", "IR": "iran, islamic republic of iran", "MD": "moldova", "BO": "bolivia",
    "VE": "venezuela", "TZ": "tanzania", "BN": "brunei", "TW": "taiwan", "HK": "hong kong", "MO": "macau", "GM": "the gambia",
    "BA": "bosnia, bosnia and herzegovina", "TT": "trinidad and tobago", "AG": "antigua and barbuda", "LC": "saint lucia, st lucia",
    "TL": "timor leste, east timor", "KG": "kyrgyz republic", "SK": "slovak republic", "BY": "bielorussia", "TN": "tunisia",
    "CN": "people s republic of china, pr china", "ST": "sao tome and principe", "BS": "the bahamas", "VA": "vatican, holy see",
}  # fmt: skip
"""Names of countries that are in no list of Unicode's, or there in another form."""

ALL_DAYS = (
    "all, all days, whole, full, every day, tous, tous les jours, todos, todos los dias, todos os dias, alle, alle tage, все, все "
    "дни, كل الأيام, tutti, tutti i giorni, entire meeting, full time, yes, x, both, both days, les deux, ambos, beide, оба"
)

LANGUAGES = {
    "farsi": "fa", "mandarin": "zh", "kiswahili": "sw", "castellano": "es", "castilian": "es", "castillan": "es",
    "bangla": "bn", "flemish": "nl",
}  # fmt: skip

AGENDA = "time, start, end, session, duration, day, date, track, room, kind, heure, hora, uhrzeit, время, الوقت, salle, sala, raum"
"""Headings of an agenda: several of them together, and no column of names, are no list of people."""

OCCASIONS = (
    "break, lunch, dinner, breakfast, coffee, reception, ceremony, discussion, photo, session, meeting, workshop, plenary, panel, "
    "project, programme, program, campaign, report, "
    "pause, dejeuner, diner, reunion, seance, atelier, projet, campagne, rapport, pausa, almuerzo, cena, cafe, sesion, taller, proyecto, "
    "campana, informe, almoco, jantar, sessao, oficina, projeto, campanha, relatorio, pranzo, riunione, sessione, laboratorio, progetto, "
    "campagna, mittagessen, abendessen, kaffee, sitzung, treffen, projekt, kampagne, bericht, перерыв, обед, ужин, кофе, сессия, встреча, "
    "семинар, проект, кампания, отчёт, отчет, استراحة, غداء, عشاء, قهوة, جلسة, اجتماع, ورشة, مشروع, حملة, تقرير"
)
"""Words of what takes place: two with capitals are sooner that than somebody's name."""
