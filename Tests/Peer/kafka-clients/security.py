"""TLS from each kind of store, certificates of clients, every mechanism of SASL, and access control."""

import base64
import json
import subprocess
import time

import confluent_kafka
from confluent_kafka import admin as confluent_admin

from admin_tools import TOOLS, tool
from cluster import Cluster, PATIENCE, wait_for
from producing import kcat, make_topic

PASSWORD = "changeit"
LISTENERS = [
    ("INTERNAL", "SASL_SSL"), ("PLAIN", "PLAINTEXT"), ("TLS", "SSL"), ("MTLS", "SSL"), ("SASL", "SASL_PLAINTEXT"),
    ("BOTH", "SASL_SSL"), ("CONTROLLER", "PLAINTEXT")]


def run(*arguments):
    subprocess.run(arguments, check=True, capture_output=True, timeout=PATIENCE)


def make_certificates(folder):
    """A CA, a certificate for servers and one for a client, in the forms that Java reads."""
    folder.mkdir(parents=True, exist_ok=True)
    path = {name: str(folder / name) for name in [
        "ca.pem", "ca.key", "server.pem", "server.key", "server.csr", "server.all", "server.p12", "server.jks",
        "client.pem", "client.key", "client.csr", "trust.jks", "names"]}
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
        "-subj", "/CN=CA of the test", "-keyout", path["ca.key"], "-out", path["ca.pem"])
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost")
    for name, subject in [("server", "/CN=broker"), ("client", "/C=SE/O=Example/CN=client")]:
        run("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", subject,
            "-keyout", path[f"{name}.key"], "-out", path[f"{name}.csr"])
        run("openssl", "x509", "-req", "-in", path[f"{name}.csr"], "-CA", path["ca.pem"], "-CAkey", path["ca.key"],
            "-CAcreateserial", "-days", "2", "-extfile", path["names"], "-out", path[f"{name}.pem"])
    (folder / "server.all").write_text((folder / "server.key").read_text() + (folder / "server.pem").read_text())
    run("openssl", "pkcs12", "-export", "-in", path["server.pem"], "-inkey", path["server.key"], "-certfile",
        path["ca.pem"], "-name", "broker", "-passout", f"pass:{PASSWORD}", "-out", path["server.p12"])
    run("keytool", "-importkeystore", "-srckeystore", path["server.p12"], "-srcstoretype", "PKCS12", "-srcstorepass",
        PASSWORD, "-destkeystore", path["server.jks"], "-deststoretype", "JKS", "-deststorepass", PASSWORD)
    run("keytool", "-importcert", "-noprompt", "-alias", "ca", "-file", path["ca.pem"], "-keystore", path["trust.jks"],
        "-storetype", "JKS", "-storepass", PASSWORD)
    return path


def cluster(program, folder):
    path = make_certificates(folder / "certificates")
    plain = "org.apache.kafka.common.security.plain.PlainLoginModule required"

    def store(listener, kind, location):
        values = {"keystore.type": kind, "keystore.location": location}
        if kind != "PEM":
            values["keystore.password"] = PASSWORD
        return {f"listener.name.{listener}.ssl.{key}": value for key, value in values.items()}

    properties = {
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": "User:ANONYMOUS;User:kafka", "offsets.topic.replication.factor": 2,
        "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER",
        "listener.name.internal.sasl.enabled.mechanisms": "PLAIN",
        "sasl.mechanism.inter.broker.protocol": "PLAIN",
        "listener.name.internal.plain.sasl.jaas.config": f'{plain} username="kafka" password="secret" user_kafka="secret";',
        "plain.sasl.jaas.config": f'{plain} user_alice="alice-secret" user_bob="bob-secret";',
        "oauthbearer.sasl.jaas.config":
            "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub=\"x\";",
        "ssl.truststore.location": path["ca.pem"], "ssl.truststore.type": "PEM",
        "listener.name.mtls.ssl.client.auth": "required",
        "listener.name.mtls.ssl.truststore.location": path["trust.jks"],
        "listener.name.mtls.ssl.truststore.type": "JKS", "listener.name.mtls.ssl.truststore.password": PASSWORD,
    }
    properties |= store("internal", "PEM", path["server.all"]) | store("both", "PEM", path["server.all"])
    properties |= store("tls", "PKCS12", path["server.p12"]) | store("mtls", "JKS", path["server.jks"])
    made = Cluster(program, folder, 2, LISTENERS, properties)
    made.path = path
    return made


def produce(cluster, listener, topic, settings, patience=20_000):
    """The error of one record, None where it was taken."""
    problems = []
    producer = confluent_kafka.Producer({
        "bootstrap.servers": cluster.servers(listener), "message.timeout.ms": patience, "acks": "all",
        "error_cb": lambda error: problems.append(error.name()), "log_level": 0} | settings)
    errors = []
    producer.produce(topic, "text", on_delivery=lambda error, _: errors.append(error and error.name()))
    if "oauth_cb" in settings:
        producer.poll(0.1)
    assert producer.flush(PATIENCE) == 0
    return (errors[0] and (problems[0] if problems else errors[0])) if errors[0] == "_MSG_TIMED_OUT" else errors[0]


def refusal(cluster, listener, topic, settings):
    """The error of one record that is not to be taken: librdkafka tries again for as long as it may."""
    return produce(cluster, listener, topic, settings, patience=1500)


def tls(cluster, *, client=False, ca=True):
    settings = {"security.protocol": "SSL"}
    if ca:
        settings["ssl.ca.location"] = cluster.path["ca.pem"]
    if client:
        settings |= {"ssl.certificate.location": cluster.path["client.pem"], "ssl.key.location": cluster.path["client.key"]}
    return settings


def sasl(mechanism, name, password):
    return {
        "security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": mechanism, "sasl.username": name,
        "sasl.password": password}


def allow(cluster, principal, topic):
    client = confluent_admin.AdminClient({"bootstrap.servers": cluster.servers()})
    entry = confluent_admin.AclBinding(
        confluent_admin.ResourceType.TOPIC, topic, confluent_admin.ResourcePatternType.LITERAL, principal, "*",
        confluent_admin.AclOperation.WRITE, confluent_admin.AclPermissionType.ALLOW)
    client.create_acls([entry])[entry].result(PATIENCE)


def is_taken(cluster, listener, topic, settings):
    """Waits for the other broker to know, too: an entry is the controller's at first."""
    wait_for("a record is taken", lambda: produce(cluster, listener, topic, settings, patience=5000) is None)


def check_replicas_follow_over_SASL_and_TLS(cluster):
    make_topic(cluster, "followed", 4, 2)
    assert kcat(cluster, "-L", "-t", "followed").count("isrs: ") == 4
    assert produce(cluster, "PLAIN", "followed", {}) is None


def check_a_certificate_of_the_broker_is_shown_from_PKCS12(cluster):
    make_topic(cluster, "secure", 1, 2)
    assert produce(cluster, "TLS", "secure", tls(cluster)) is None
    assert refusal(cluster, "TLS", "secure", tls(cluster, ca=False)) is not None


def check_a_client_is_known_by_its_certificate_and_needs_an_entry(cluster):
    make_topic(cluster, "known", 1, 2)
    assert refusal(cluster, "MTLS", "known", tls(cluster)) is not None
    settings = tls(cluster, client=True)
    assert refusal(cluster, "MTLS", "known", settings) == "TOPIC_AUTHORIZATION_FAILED"
    allow(cluster, "User:CN=client,O=Example,C=SE", "known")
    is_taken(cluster, "MTLS", "known", settings)


def check_PLAIN(cluster):
    make_topic(cluster, "plain", 1, 2)
    allow(cluster, "User:alice", "plain")
    is_taken(cluster, "SASL", "plain", sasl("PLAIN", "alice", "alice-secret"))
    assert refusal(cluster, "SASL", "plain", sasl("PLAIN", "bob", "bob-secret")) == "TOPIC_AUTHORIZATION_FAILED"
    assert refusal(cluster, "SASL", "plain", sasl("PLAIN", "alice", "wrong")) == "_AUTHENTICATION"
    both = sasl("PLAIN", "alice", "alice-secret") | {
        "security.protocol": "SASL_SSL", "ssl.ca.location": cluster.path["ca.pem"]}
    assert produce(cluster, "BOTH", "plain", both) is None


def check_SCRAM_users_come_and_go_while_brokers_run(cluster):
    make_topic(cluster, "scram", 1, 2)
    client = confluent_admin.AdminClient({"bootstrap.servers": cluster.servers()})
    for mechanism, name in [
        (confluent_admin.ScramMechanism.SCRAM_SHA_256, "carol"), (confluent_admin.ScramMechanism.SCRAM_SHA_512, "dave")]:
        spoken = mechanism.name.replace("_", "-")
        allow(cluster, f"User:{name}", "scram")
        change = confluent_admin.UserScramCredentialUpsertion(
            name, confluent_admin.ScramCredentialInfo(mechanism, 4096), b"a-secret")
        client.alter_user_scram_credentials([change])[name].result(PATIENCE)
        is_taken(cluster, "SASL", "scram", sasl(spoken, name, "a-secret"))
        assert refusal(cluster, "SASL", "scram", sasl(spoken, name, "wrong")) == "_AUTHENTICATION"
        removal = confluent_admin.UserScramCredentialDeletion(name, mechanism)
        client.alter_user_scram_credentials([removal])[name].result(PATIENCE)
        wait_for("the user is gone", lambda: refusal(
            cluster, "SASL", "scram", sasl(spoken, name, "a-secret")) == "_AUTHENTICATION")


def check_OAUTHBEARER_with_unsecured_tokens(cluster):
    make_topic(cluster, "bearer", 1, 2)
    allow(cluster, "User:erin", "bearer")

    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    def token(_):
        end = time.time() + 600
        return f"{part({'alg': 'none'})}.{part({'sub': 'erin', 'exp': end, 'iat': time.time()})}.", end

    settings = {"security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "OAUTHBEARER", "oauth_cb": token}
    is_taken(cluster, "SASL", "bearer", settings)

    def signed(_):
        end = time.time() + 600
        return f"{part({'alg': 'RS256'})}.{part({'sub': 'erin', 'exp': end})}.AAAA", end

    assert refusal(cluster, "SASL", "bearer", settings | {"oauth_cb": signed}) is not None


def check_a_client_in_the_clear_is_refused_where_TLS_or_SASL_is_asked(cluster):
    make_topic(cluster, "clear", 1, 2)
    for listener in ["TLS", "MTLS", "SASL", "BOTH"]:
        assert refusal(cluster, listener, "clear", {}) is not None, listener


if TOOLS:

    def java_settings(cluster, name, **values):
        """The option that names a file with a Java client's settings."""
        file = cluster.work / f"{name}.properties"
        file.write_text("".join(f"{key.replace('_', '.')}={value}\n" for key, value in values.items()))
        return ["--command-config", str(file)]

    def sees(cluster, listener, topic, settings):
        """Whether a Java producer's record is taken, and read by a Java consumer; both log in."""
        servers = ["--bootstrap-server", cluster.servers(listener), *settings]
        tool(cluster, "console-producer", *servers, "--topic", topic, text="of java\n")
        text = tool(cluster, "console-consumer", *servers, "--topic", topic, "--from-beginning", "--max-messages", "1",
                    "--timeout-ms", "5000")
        assert "of java" in text.split("\n"), text[-1500:]
        return True

    def check_java_over_TLS_with_a_certificate_and_over_SASL(cluster):
        make_topic(cluster, "java", 1, 2)
        servers = ["--bootstrap-server", cluster.servers()]
        for name in ["CN=client,O=Example,C=SE", "alice", "frank"]:
            tool(cluster, "acls", *servers, "--add", "--allow-principal", f"User:{name}", "--operation", "All", "--topic", "java",
                 "--group", "*")
        tool(cluster, "configs", *servers, "--alter", "--entity-type", "users", "--entity-name", "frank", "--add-config",
             "SCRAM-SHA-512=[iterations=4096,password=a-secret]")
        trust = {"ssl_truststore_type": "PEM", "ssl_truststore_location": cluster.path["ca.pem"]}
        pem = cluster.work / "client.all"
        pem.write_text(open(cluster.path["client.key"]).read() + open(cluster.path["client.pem"]).read())
        certificate = {"ssl_keystore_type": "PEM", "ssl_keystore_location": pem}
        plain = "org.apache.kafka.common.security.plain.PlainLoginModule"
        scram = "org.apache.kafka.common.security.scram.ScramLoginModule"
        for listener, settings in [
            ("MTLS", java_settings(cluster, "mtls", security_protocol="SSL", **trust, **certificate)),
            ("BOTH", java_settings(
                cluster, "plain", security_protocol="SASL_SSL", sasl_mechanism="PLAIN", **trust,
                sasl_jaas_config=f'{plain} required username="alice" password="alice-secret";')),
            ("SASL", java_settings(
                cluster, "scram", security_protocol="SASL_PLAINTEXT", sasl_mechanism="SCRAM-SHA-512",
                sasl_jaas_config=f'{scram} required username="frank" password="a-secret";')),
        ]:
            # Entries and users are the controller's at first; a moment later brokers know them, too.
            wait_for(f"Java over {listener}", lambda: sees(cluster, listener, "java", settings))
        tool(cluster, "topics", "--bootstrap-server", cluster.servers("SASL"), *java_settings(
            cluster, "wrong", security_protocol="SASL_PLAINTEXT", sasl_mechanism="PLAIN",
            sasl_jaas_config=f'{plain} required username="alice" password="wrong";'), "--list", refused=True)

    def check_entries_of_access_come_and_go(cluster):
        make_topic(cluster, "guarded", 1, 2)
        servers = ["--bootstrap-server", cluster.servers()]
        bob = sasl("PLAIN", "bob", "bob-secret")
        entry = ["--allow-principal", "User:bob", "--operation", "Write", "--topic", "guarded"]
        assert refusal(cluster, "SASL", "guarded", bob) == "TOPIC_AUTHORIZATION_FAILED"
        tool(cluster, "acls", *servers, "--add", *entry)
        is_taken(cluster, "SASL", "guarded", bob)
        text = tool(cluster, "acls", *servers, "--list", "--topic", "guarded")
        assert "principal=User:bob" in text and "operation=WRITE" in text and "permissionType=ALLOW" in text, text
        tool(cluster, "acls", *servers, "--add", "--deny-principal", "User:bob", "--operation", "Write", "--topic", "guar",
             "--resource-pattern-type", "prefixed")
        wait_for("what is denied counts more", lambda: refusal(
            cluster, "SASL", "guarded", bob) == "TOPIC_AUTHORIZATION_FAILED")
        tool(cluster, "acls", *servers, "--remove", "--force", "--topic", "guar", "--resource-pattern-type", "prefixed")
        is_taken(cluster, "SASL", "guarded", bob)
        tool(cluster, "acls", *servers, "--remove", "--force", *entry)
        wait_for("the entry is gone", lambda: refusal(
            cluster, "SASL", "guarded", bob) == "TOPIC_AUTHORIZATION_FAILED")
        assert "User:bob" not in tool(cluster, "acls", *servers, "--list", "--topic", "guarded")
