"""The catalog as linked data: JSON-LD in the terms of CPSV-AP 3.2 (SEMIC, Core Public Service Vocabulary)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from bot.catalog.catalog import Catalog
from bot.catalog.model import Cost, Ended, Evidence, Procedure, ProcessingTime, Words
from bot.exchange.schema_org import iso_duration

Node = Mapping[str, object]
CONTEXT: Final[Node] = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def as_linked_data(catalog: Catalog, today: date, address: str) -> Node:
    """What holds on `today` as one JSON-LD document; a procedure's name is `address` and its id."""
    services = (
        _service(catalog, each, today, address) for each in sorted(catalog.procedures, key=lambda each: each.id)
    )
    return {"@context": CONTEXT, "@graph": [*services, *_authorities(catalog, address)]}


def _service(catalog: Catalog, procedure: Procedure, today: date, address: str) -> Node:
    state = procedure.on(today)
    current = procedure if isinstance(state, Ended) else state
    node: dict[str, object] = {
        "@id": f"{address}{current.id}",
        "@type": "cpsv:PublicService",
        "dct:identifier": [current.id, *([current.code] if current.code else [])],
        "dct:title": _said(current.name),
        "cv:thematicArea": [_said(each.name) for each in catalog.fields if each.id == current.field],
        "cv:isGroupedBy": [_said(each.name) for each in catalog.life_events if each.id in current.life_events],
        "cpsv:hasInput": [_evidence(each) for each in _papers(current)],
        "cv:processingTime": [_time(each) for each in current.processing_time.statutory],
        "cv:hasCost": [_cost(each) for each in current.cost or ()],
        "cv:hasLegalResource": [
            {
                "@type": "eli:LegalResource",
                "eli:number": each.number,
                **({"dct:title": _said(each.title)} if each.title else {}),
            }
            for each in current.legal_resources
        ],
        "dct:source": [f"{each.source} ({each.retrieved_on.isoformat()})" for each in current.provenance],
    }
    if current.competent_authority:
        node["cv:hasCompetentAuthority"] = {"@id": f"{address}authority/{current.competent_authority}"}
    if current.output:
        node["cpsv:produces"] = {"@type": "cv:Output", "dct:title": _said(current.output)}
    if isinstance(state, Ended):
        node["dct:valid"] = f"end={state.on.isoformat()}"
        node["dct:isReplacedBy"] = [{"@id": f"{address}{each}"} for each in state.successors]
    return {key: value for key, value in node.items() if value != []}


def _authorities(catalog: Catalog, address: str) -> Iterable[Node]:
    for each in catalog.authorities:
        identity = f"{address}authority/{each.id}"
        yield {"@id": identity, "@type": "cv:PublicOrganisation", "dct:title": _said(each.name)}


def _papers(procedure: Procedure) -> Iterable[Evidence]:
    for group in procedure.evidence or ():
        yield from (*group.all_of, *group.one_of)


def _evidence(each: Evidence) -> Node:
    described = {"dct:description": _said(each.when_text)} if each.when_text else {}
    return {"@type": "cv:Evidence", "dct:identifier": each.id, "dct:title": _said(each.name), **described}


def _time(each: ProcessingTime) -> object:
    duration = iso_duration(each)
    if duration:
        return {"@type": "xsd:duration", "@value": duration}
    words = [
        each.case.vi if each.case else "",
        f"{each.value or ''} {each.unit}".strip(),
        "?" if each.unverified else "",
    ]
    return ": ".join(filter(None, words))


def _cost(each: Cost) -> Node:
    node: dict[str, object] = {"@type": "cv:Cost", "cv:currency": "VND"}
    if each.amount is not None and not each.unverified:
        node["cv:value"] = each.amount
    if each.case:
        node["dct:description"] = _said(each.case)
    return node


def _said(words: Words) -> list[Node]:
    given = (("vi", words.vi), ("en", words.en))
    return [{"@language": language, "@value": text} for language, text in given if text]
