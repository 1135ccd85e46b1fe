"""What a user can set once instead of on every command line.

Each setting is read from the environment (`KG_STORE`, `KG_PORT` …) or from a file `.env` in the folder
that `kg` is started in; an option on the command line goes before both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "KG_"
"""What the environment variables begin with."""


class Settings(BaseSettings):
    """The settings with their defaults, checked; pydantic's `ValidationError` on a value that cannot be."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    store: Annotated[
        str,
        Field(description="Folder of the store, or the address at which a SPARQL server answers queries."),
    ] = "kg-store"
    store_update_url: Annotated[
        str,
        Field(description="Where the server takes updates [default: the usual place beside the queries]."),
    ] = ""
    store_graphs_url: Annotated[
        str,
        Field(
            description="Where the server has the Graph Store Protocol [default: the usual place, if any]."
        ),
    ] = ""
    store_auth: Annotated[
        Literal["", "basic", "digest", "bearer"],
        Field(description="How to log in at the server [default: bearer with a token, basic with a user]."),
    ] = ""
    store_user: Annotated[str, Field(description="Who logs in at the server.")] = ""
    store_password: Annotated[SecretStr, Field(description="Password of that user.")] = SecretStr("")
    store_token: Annotated[SecretStr, Field(description="Token that the server wants instead.")] = SecretStr(
        ""
    )
    store_timeout: Annotated[
        float, Field(gt=0, description="Longest time that the server may take for one request, in seconds.")
    ] = 120.0
    store_patience: Annotated[
        float,
        Field(
            ge=0, description="How long a server that does not answer or is busy is asked again, in seconds."
        ),
    ] = 120.0
    notes: Annotated[
        Path,
        Field(
            description="Folder for what a server cannot hold: journal, quarantine, runs, judgements of each."
        ),
    ] = Path("kg-notes")
    index: Annotated[
        Path | None, Field(description="Entity index to link with [default: the one that comes with kg].")
    ] = None
    language: Annotated[str, Field(description="Language of articles that name none (BCP 47).")] = "tr"
    max_input_mb: Annotated[
        float,
        Field(gt=0, description="Largest article that is read, in megabytes; larger ones are left out."),
    ] = 5.0
    batch: Annotated[int, Field(ge=1, description="Articles that go into the store in one transaction.")] = (
        200
    )
    jobs: Annotated[
        int,
        Field(ge=0, description="Processes that extract at the same time; 0: as many as there are cores."),
    ] = 0
    article_seconds: Annotated[
        float,
        Field(
            gt=0,
            description="Longest time that one article may take, in seconds for each 100,000 characters begun.",
        ),
    ] = 60.0
    contact: Annotated[
        str | None,
        Field(
            description="Address of yours (e-mail or web page) that servers are told when news are fetched."
        ),
    ] = None
    pause: Annotated[
        float, Field(ge=0, description="Seconds between two requests to one host when news are fetched.")
    ] = 1.0
    host: Annotated[str, Field(description="Address that `kg serve` listens on.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="Port that `kg serve` listens on.")] = 7878
