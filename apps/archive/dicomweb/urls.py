"""Every DICOMweb read, below the root. STOW-RS shares two of the addresses; see ``teleread.dicomweb_urls``."""

from django.urls import path

from apps.archive.dicomweb.bulk_data import bulk_data
from apps.archive.dicomweb.frames import frames
from apps.archive.dicomweb.metadata import metadata
from apps.archive.dicomweb.pictures import rendered, thumbnail
from apps.archive.dicomweb.retrieve import retrieve
from apps.archive.dicomweb.search import search_instances, search_series

STUDY = "studies/<str:study>"
SERIES = f"{STUDY}/series/<str:series>"
INSTANCE = f"{SERIES}/instances/<str:instance>"

urlpatterns = [
    path(f"{INSTANCE}/frames/<str:numbers>", frames, name="frames"),
    path("series", search_series, name="search-series"),
    path("instances", search_instances, name="search-instances"),
    path(f"{STUDY}/series", search_series, name="search-series-of-study"),
    path(f"{STUDY}/instances", search_instances, name="search-instances-of-study"),
    path(f"{SERIES}/instances", search_instances, name="search-instances-of-series"),
    path(f"{STUDY}/metadata", metadata, name="metadata-of-study"),
    path(f"{SERIES}/metadata", metadata, name="metadata-of-series"),
    path(f"{INSTANCE}/metadata", metadata, name="metadata-of-instance"),
    path(SERIES, retrieve, name="retrieve-series"),
    path(INSTANCE, retrieve, name="retrieve-instance"),
    path(f"{INSTANCE}/bulkdata/<path:path>", bulk_data, name="bulk-data"),
    path(f"{INSTANCE}/rendered", rendered, name="rendered-instance"),
    path(f"{INSTANCE}/frames/<int:number>/rendered", rendered, name="rendered-frame"),
    path(f"{STUDY}/thumbnail", thumbnail, name="thumbnail-of-study"),
    path(f"{SERIES}/thumbnail", thumbnail, name="thumbnail-of-series"),
    path(f"{INSTANCE}/thumbnail", thumbnail, name="thumbnail-of-instance"),
    path(
        f"{INSTANCE}/frames/<int:number>/thumbnail",
        thumbnail,
        name="thumbnail-of-frame",
    ),
]
