"""What a user can set once instead of on every command line.

Each setting is read from the environment (`KG_STORE`, `KG_PORT` …) or from a file `.env` in the folder
that `kg` is started in; an option on the command line goes before both.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "KG_"
"""What the environment variables begin with."""


class Settings(BaseSettings):
    """The settings with their defaults, checked; pydantic's `ValidationError` on a value that cannot be."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    store: Annotated[Path, Field(description="Folder of the store.")] = Path("kg-store")
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
