#!/usr/bin/env bash
# secrets.sh FOLDER: certificates as the Secrets of a cluster hold them, below FOLDER/java.io/keystores: each both as PEM and
# as Java key stores.
set -euo pipefail
mkdir -p "$1"
cd "$1"
names=DNS:kafka-headless.kafka.svc.cluster.local,DNS:*.kafka-headless.kafka.svc.cluster.local
names+=,DNS:*.kafka-controller-headless.kafka.svc.cluster.local,DNS:kafka.example.com
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 2 -subj /CN=ca 2>/dev/null
make() {
  local folder=java.io/keystores/$1
  mkdir -p "$folder"
  cp ca.crt "$folder/"
  openssl req -newkey rsa:2048 -nodes -keyout "$folder/tls.key" -out request -subj "/CN=$2" 2>/dev/null
  openssl x509 -req -in request -CA ca.crt -CAkey ca.key -CAcreateserial -out "$folder/tls.crt" -days 2 \
    -extfile <(echo "subjectAltName=$names") 2>/dev/null
  printf changeit-%s "${1//\//-}" >"$folder/password"
  openssl pkcs12 -export -in "$folder/tls.crt" -inkey "$folder/tls.key" -out store.p12 -passout "file:$folder/password"
  keytool -importkeystore -srckeystore store.p12 -srcstoretype PKCS12 -srcstorepass:file "$folder/password" \
    -destkeystore "$folder/keystore.jks" -deststoretype JKS -deststorepass:file "$folder/password" >/dev/null 2>&1
  keytool -importcert -noprompt -file ca.crt -alias ca -keystore "$folder/truststore.jks" -storetype JKS \
    -storepass:file "$folder/password" >/dev/null 2>&1
}
for listener in internal controller external; do make "server/$listener" kafka-headless.kafka.svc.cluster.local; done
make client kafka-controller.kafka.mgt.cluster.local
cat java.io/keystores/client/tls.key java.io/keystores/client/tls.crt >client.pem
