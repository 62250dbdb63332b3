# One image for every process of teleread; docker-compose.yml says which one runs.
FROM node:22-bookworm-slim AS frontend
WORKDIR /build
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:3.12-slim-bookworm
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=teleread.settings.prod
WORKDIR /srv/teleread
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --no-deps --requirement requirements/base.txt
COPY manage.py pyproject.toml ./
COPY teleread/ teleread/
COPY apps/ apps/
COPY runtime/ runtime/
COPY --from=frontend /build/dist frontend/dist
RUN useradd --system --uid 10001 --home-dir /srv/teleread teleread \
    && install --directory --owner=teleread /var/lib/teleread
USER teleread
ENV TELEREAD_DATA_DIR=/var/lib/teleread
EXPOSE 8000 11112
CMD ["uvicorn", "teleread.asgi:application", "--host=0.0.0.0", "--port=8000", "--no-access-log"]
