"""What the shape of a clause tells: questions about one predicate or phrase and the words around it."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.names import PERSON, PLACE
from kg.extract.nominals import possessed_guess
from kg.extract.phrases import NOT_VERBS, Phrase, Predicate
from kg.lang.tr.lexicon import lexicon
from kg.lang.tr.morphology import Case, Form, verb_of
from kg.lang.tr.nouns import guess_case
from kg.lang.tr.tokenizer import Token

_ADVERBS = frozenset(
    ("derhal", "hemen", "yeniden", "tekrar", "tamamen", "resmen", "acilen", "birlikte", "serbest")
)
# Verbs of saying and believing, and the words that go with some of them.
_SAID = frozenset(
    "belirt bildir söyle açıkla kaydet duyur düşün san et sür getir vurgula aktar savun çık tahmin iste".split()
)
_SAID_WITH = frozenset(
    "iddia ifade öne ileri dile ortaya haber tespit teyit kabul rapor ilan itiraf tahmin".split()
)
_GOES_ON = frozenset("sür art tırman yaşan başla gerçekleş büyü yüksel yoğunlaş derinleş şiddetlen".split())

_AROUND = frozenset(
    ("alt", "ara", "arka", "dış", "iç", "karşı", "orta", "ön", "son", "üst", "yak", "yakın", "yan", "yer")
)
_MANNER = 4  # words between object and verb at most: "sert bir dille"
_BLAMES = ("gerekçesiyle", "iddiasıyla", "suçlamasıyla", "ithamıyla")
_CONTENT = frozenset(
    "yönünde yönündeki şeklinde şeklindeki dair ilişkin hakkında hakkındaki doğrultusunda".split()
)
_WHEN = frozenset("yıl yıllar ay aylar gün günler hafta haftalar saat saatler gece sabah akşam dönem".split())
_BESIDE = frozenset(("yanında", "arkasında", "safında", "karşısında"))


def give_reported(predicate: Predicate, subject: Phrase) -> None:
    """Who is said to have done it is the head: "saldırdığı öne sürülen Fiji"."""
    if predicate.verb is None or not predicate.verb.passive:
        return
    for phrase in predicate.arguments:
        clause = phrase.clause
        if phrase.slot == "nom" and clause is not None and clause.subject is None and clause.form is Form.DIK:
            clause.subject = subject


def reported(tokens: list[Token], at: int) -> bool:
    """Whether the clause before token `at` is what is said, not what the next noun has: "saldırdığı öne sürüldü"."""
    if tokens[at].lower in _SAID_WITH and at + 1 < len(tokens):
        at += 1
    token = tokens[at]
    verb = verb_of(token.lower) if not token.capital and token.lower not in NOT_VERBS else None
    if verb is None:
        return False
    return verb.form is Form.FINITE or (
        verb.passive and verb.stem in _SAID and verb.form in (Form.AN, Form.DIK, Form.CONVERB)
    )


def nominative(predicate: Predicate) -> Phrase | None:
    """The first nominative among the arguments that names someone or something."""
    return next(
        (
            phrase
            for phrase in predicate.arguments
            if phrase.slot == "nom" and phrase.clause is None and phrase.noun is None
        ),
        None,
    )


def acted_on(predicate: Predicate, subjects: list[Phrase]) -> Phrase | None:
    """Of the nominatives before a passive the unnamed last one, after a speaker: "Tavake, okullar kapatıldı"."""
    last = subjects[-1]
    passive = predicate.verb is not None and predicate.verb.passive
    return last if passive and last.generic and last is not subjects[0] and subjects[0].comma else None


def blamed_for(reason: Predicate, main: Predicate, tokens: list[Token]) -> Phrase | None:
    """Who did what a measure is for: "Fiji, kuralları çiğnediği gerekçesiyle Tavake'yi tutukladı" is of Tavake."""
    following = tokens[reason.end].lower if reason.end < len(tokens) else ""
    if reason.form is not Form.DIK or following not in _BLAMES or main.verb is None or main.verb.passive:
        return None
    objects = [p for p in main.arguments if p.slot in ("acc", "dat") and p.keys and p.begin > reason.end]
    return objects[0] if objects else None


def opening_owner(predicate: Predicate, tokens: list[Token]) -> Phrase | None:
    """The subject at the head of a sentence that seems to own the object: "Fiji askerlerini geri çekti".

    Not if something that may be the subject stands before the verb: "Fiji askerlerini çocuklar karşıladı".
    """
    first = predicate.arguments[0] if predicate.arguments else None
    verb = predicate.verb
    if first is None or verb is None or verb.passive or not first.bare or first.slot != "acc":
        return None
    if first.begin or first.comma or any(other.bare for other in predicate.arguments[1:]):
        return None
    parts = 1 if verb.stem == "et" or tokens[predicate.begin - 1].lower == "geri" else 0
    if any(bare_noun(tokens, at) for at in range(first.end, predicate.begin - parts)):
        return None
    return Phrase(first.begin, first.begin + 1, "nom", first.keys, first.kinds)


def goes_on(predicate: Predicate, tokens: list[Token]) -> bool:
    """Whether the clause tells only that an event goes on: "gerilim sürerken", "müzakereler devam ederken"."""
    verb = predicate.verb
    if verb is None or not any(p.slot == "nom" and p.noun is not None for p in predicate.arguments):
        return False
    lasting = verb.stem == "et" and predicate.begin and tokens[predicate.begin - 1].lower == "devam"
    return bool(lasting) or (verb.stem in _GOES_ON and not verb.causative)


def has_own_subject(relative: Predicate, following: Predicate, tokens: list[Token]) -> bool:
    """Whether the subject is a noun that names nobody, and not what is "known as" that noun."""
    between = tokens[relative.end : following.begin]
    return describes_its_subject(relative) and not any(token.lower == "olarak" for token in between)


def bare_noun(tokens: list[Token], at: int) -> bool:
    """Whether a common noun right before a passive is its patient: "[diyalog] kurulması", "[bağların] kurulması"."""
    if at < 0 or not tokens[at].is_word or tokens[at].capital or tokens[at].suffix:
        return False
    word = tokens[at].lower
    nominative = guess_case(word) is Case.NOM and word not in _ADVERBS
    return len(word) > 3 and (nominative or _is_genitive(tokens[at]))


def is_attributive(predicate: Predicate, tokens: list[Token]) -> bool:
    """Whether a -DIK or -AcAK form describes the noun after it: "aldığı karar"."""
    verb = predicate.verb
    assert verb is not None
    following = tokens[predicate.end] if predicate.end < len(tokens) else None
    return (
        verb.form in (Form.DIK, Form.FUT)
        and verb.case is Case.NOM
        and following is not None
        and following.is_word
        and following.lower
        not in (
            "için",
            "gibi",
            "kadar",
            "halde",
            "zaman",
            "takdirde",
            "sürece",
            "ve",
            "da",
            "de",
            "ile",
        )
        and not reported(tokens, predicate.end)
    )


def describes_its_subject(relative: Predicate) -> bool:
    """Whether the noun after a participle is its subject ("saldıran örgüt"), so that no other subject is meant."""
    return relative.form is Form.AN or relative.participle


def described_by(predicate: Predicate, relatives: list[Predicate]) -> Phrase | None:
    """Whose the relative clause before the object of -mAsI is: "Fiji'nin planladığı denemeyi yapması" is Fiji's.

    A passive has it only if a comma sets it apart: "Tavake'nin, yaptığı konuşmadan sonra tutuklanması".
    """
    passive = predicate.verb is not None and predicate.verb.passive
    nouns = [phrase.noun.light for phrase in predicate.arguments if phrase.noun is not None]
    for relative in (*relatives, *nouns):
        subject = relative.subject if relative is not None and relative.form in (Form.DIK, Form.FUT) else None
        if subject is not None and subject.slot == "gen" and subject.keys and (subject.comma or not passive):
            return subject
    return None


def owner_or_event(predicate: Predicate) -> Phrase | None:
    """The genitive subject of a clause that is no plain name: an event noun, or the owner of the clause's object."""
    assert predicate.verb is not None
    genitives = [phrase for phrase in predicate.arguments if phrase.slot == "gen"]
    if genitives and not any(phrase.keys for phrase in genitives):
        return next((phrase for phrase in genitives if phrase.noun is not None), None)
    if predicate.verb.form is Form.MA and predicate.verb.possessed:
        return next((phrase for phrase in predicate.arguments if phrase.owned and phrase.slot == "acc"), None)
    return None


def stands_by(owner: Phrase, predicate: Predicate, tokens: list[Token]) -> bool:
    """Whether an owner is where someone else stands: "Tonga'nın yanında olduğunu" is not said of Tonga."""
    return (
        owner.bound == "loc"
        and owner.bound_at == owner.end == predicate.begin - 1
        and tokens[owner.bound_at].lower in _BESIDE
    )


def take_from_passive(predicate: Predicate) -> None:
    """Give an infinitive the subject of the passive over it: "soymakla suçlanan Fiji", "kaçmaktan tutuklandı"."""
    verb, over = predicate.verb, predicate.governor
    if (
        verb is not None
        and verb.form is Form.MAK
        and verb.case in (Case.INS, Case.ABL)
        and over is not None
        and over.verb is not None
        and over.verb.passive
    ):
        predicate.subject = over.subject


def is_spot(token: Token) -> bool:
    """Whether a locative names a part of something where things happen: "kapısında", but not "altındaki"."""
    noun = possessed_guess(token)
    return noun is not None and not token.lower.endswith("ki") and noun[0] not in _AROUND


def is_title(token: Token) -> bool:
    """Whether what looks like a participle is a title: "bakanlar"."""
    return lexicon().title_head(token) is not None


def suffers(relative: Predicate) -> bool:
    """Whether the noun after a relative clause befell its subject: "Tavake'nin uğradığı saldırı"."""
    return relative.verb is not None and relative.verb.stem == "uğra" and not relative.verb.causative


def within(phrase: Phrase, clause: Predicate) -> Phrase:
    """An argument of a clause as it stands to a noun outside: "Fiji'nin sınırında yapılan saldırı" is not Fiji's."""
    if phrase.slot == "gen" and phrase.bound not in ("", "nom", "gen") and phrase.bound_at < clause.begin:
        return replace(phrase, slot=phrase.bound, weak=True)
    return phrase


def has_nominative(stack: list[Phrase]) -> bool:
    """Whether a subject waits on the stack."""
    return any(phrase.slot == "nom" and phrase.clause is None and phrase.noun is None for phrase in stack)


def alike(first: Phrase, second: Phrase) -> bool:
    """Whether both name persons, or both name states and organisations."""
    return {kind == PERSON for kind in first.kinds} == {kind == PERSON for kind in second.kinds} and (
        PLACE not in first.kinds + second.kinds
    )


def joined(first: Phrase, second: Phrase, slot: str) -> Phrase:
    """One phrase of two conjuncts, in the slot given."""
    both = Phrase(
        first.begin,
        second.end,
        slot,
        tuple(dict.fromkeys((*first.keys, *second.keys))),
        (),
        weak=first.weak and second.weak,
        generic=not (first.keys or second.keys),
        plural=True,
        bound=second.bound,
        comma=second.comma,
        conjoined=True,
    )
    kinds = dict(zip(first.keys, first.kinds, strict=True)) | dict(
        zip(second.keys, second.kinds, strict=True)
    )
    both.kinds = tuple(kinds[key] for key in both.keys)
    return both


def is_head_of(phrase: Phrase | None, relative: Predicate) -> bool:
    """Whether the relative clause describes the phrase, which is then no subject of a -DIK: "uyardığı Tavake"."""
    return phrase is not None and any(
        other.slot in ("head", "other") and other.begin == phrase.begin for other in relative.arguments
    )


def slot_of_head(relative: Predicate, head: Phrase, tokens: list[Token]) -> str:
    """What the head of a -DIK clause is in it: "head", the object, or "other" where a person is beside one.

    "uyardığı Tavake", and "halkı uyardığı Tavake".
    """
    before = tokens[relative.begin - 1] if relative.begin else None
    if head.kinds != (PERSON,) or before is None or not before.is_word or before.capital or before.suffix:
        return "head"
    noun = possessed_guess(before)
    object_ = guess_case(before.lower) is Case.ACC or (noun is not None and noun[1] in (Case.NOM, Case.ACC))
    return "other" if object_ else "head"


def own_objects(relatives: list[Predicate], predicate: Predicate, tokens: list[Token]) -> None:
    """Who did what the object of the verb is about: "Malta'nın aldığı kararı eleştirdi" is against Malta."""
    active = predicate.verb is not None and not predicate.verb.passive
    for head in relatives:
        subject = head.subject
        if describes_its_subject(head) or subject is None or not subject.keys or subject.slot != "gen":
            continue
        if tells_content(tokens, head.end):
            continue
        for at in range(head.end, predicate.begin):
            word = tokens[at].lower
            case = guess_case(word) if tokens[at].is_word and not tokens[at].suffix else Case.NOM
            beside = at == predicate.begin - 1 or (
                at >= predicate.begin - _MANNER and tokens[predicate.begin - 1].lower.endswith(("la", "le"))
            )
            object_ = active and beside
            if object_ and case is Case.NOM and word.endswith(("ı", "i", "u", "ü")):
                case = Case.ACC
            if case in (Case.ACC, Case.DAT):
                owner = Phrase(at, at + 1, "gen", subject.keys, subject.kinds, weak=True, bound=case.value)
                predicate.arguments.append(owner)
                break


def tells_content(tokens: list[Token], at: int) -> bool:
    """Whether the clause before token `at` is what the next noun says, and not whose that is: "… yönündeki iddia"."""
    return at < len(tokens) and tokens[at].lower in _CONTENT


def unnamed_subject(tokens: list[Token], begin: int, end: int) -> bool:
    """Whether a common noun in the genitive is the subject of the clause up to `end`: "gemilerin yola çıkacağını".

    One with a possessed noun after it owns that noun: "gemilerin yükünü boşaltacağını". A time owns nothing
    ("Mayıs ayında"), and what has a bare -I right before the verb is an object ("gelişmenin gerilimi artıracağına").
    """
    for at in range(begin, end - 1):
        token = tokens[at]
        if not token.is_word or token.suffix or (token.capital and at > 0) or not _is_genitive(token):
            continue
        if not any(_is_owned(tokens, after, end) for after in range(at + 1, end)):
            return True
    return False


def follows_unnamed(predicate: Predicate, tokens: list[Token]) -> bool:
    """Whether the clause goes on with what someone unnamed did: "göstericilerin … yaktığını ve … dağıttığını"."""
    inner = [phrase.clause for phrase in predicate.arguments if phrase.clause is not None]
    last = inner[-1] if inner else None
    return (
        last is not None
        and last.unnamed
        and last.form is predicate.form
        and last.verb is not None
        and predicate.verb is not None
        and last.verb.case is predicate.verb.case
        and tokens[last.end].lower in ("ve", ",")
    )


def _is_owned(tokens: list[Token], at: int, end: int) -> bool:
    noun = possessed_guess(tokens[at])
    if noun is None or noun[0] in _WHEN:
        return False
    return noun[1] is not Case.NOM or at < end - 1


def _is_genitive(token: Token) -> bool:
    word = token.lower
    return (
        guess_case(word) is Case.GEN or word.endswith(("anın", "enin")) or lexicon().is_plain_genitive(word)
    )


def noun_between(tokens: list[Token], begin: int, end: int) -> bool:
    """Whether a case-marked word stands between: then that is the head of the relative clause."""
    return any(
        tokens[index].text == ","
        or (
            tokens[index].is_word
            and not tokens[index].capital
            and (guess_case(tokens[index].lower) is not Case.NOM or _is_genitive(tokens[index]))
        )
        for index in range(begin, end)
    )


def crosses(tokens: list[Token], begin: int, end: int) -> bool:
    """Whether a mark or "ve" between two tokens parts what stands before and after it."""
    return any(
        tokens[index].text in (",", ";", "(", ":") or tokens[index].lower == "ve"
        for index in range(begin, end)
    )
