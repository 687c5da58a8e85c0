"""Publishing the tables of a shared folder, and tidying up what nobody needs any more.

Belongs here: what is published and when a file may go. Not here: the file that says so (`publications`).
"""

from collections.abc import Callable, Mapping, Sequence

from smm_assets.errors import StoreError
from smm_assets.warehouse.spark.books import Books
from smm_assets.warehouse.spark.catalogue import Catalogue
from smm_assets.warehouse.spark.folder import Folder
from smm_assets.warehouse.spark.names import Key
from smm_assets.warehouse.spark.publications import NOTHING, current, still_read, swap_in
from smm_assets.warehouse.spark.relations import Field, Relation
from smm_assets.warehouse.spark.shown import Shown
from smm_assets.warehouse.store import PUBLISHED_SCHEMAS

Said = Callable[[str, str], Mapping[str, str]]


def publish(
    folder: Folder, catalogue: Catalogue, books: Books, shown: Shown, schemas: Sequence[str], said: Said
) -> None:
    """Name these schemas' tables as they are now, the others as last published, and tidy up.

    said: gives the comments of a table of the books.
    """
    unknown = [schema for schema in schemas if schema not in PUBLISHED_SCHEMAS]
    if unknown:
        raise StoreError(f"schema {', '.join(unknown)} is not published; published are {', '.join(PUBLISHED_SCHEMAS)}")
    former = current(folder.root) or NOTHING
    relations = {key: one for key, one in former.relations.items() if key[0] not in schemas}
    marks = {key: former.marks[key] for key in relations}
    for key, one in former.relations.items():
        shown.remember(key, former.marks[key], one.files)
    for key in [key for key in (*catalogue, *books) if key[0] in schemas]:
        marks[key] = shown.mark(key)
        relations[key] = _relation(key, catalogue, books, shown, said)
    swap_in(folder.root, relations, marks)
    folder.sweep(catalogue.paths() | shown.paths() | still_read(folder.root))


def _relation(key: Key, catalogue: Catalogue, books: Books, shown: Shown, said: Said) -> Relation:
    files = shown.files(key)
    if key in catalogue:
        return catalogue[key].as_table(files)
    fields = tuple(Field(name=name, sql_type=kind) for name, kind in books.types(key).items())
    return Relation(schema=key[0], name=key[1], fields=fields, comments=said(*key), files=files)
