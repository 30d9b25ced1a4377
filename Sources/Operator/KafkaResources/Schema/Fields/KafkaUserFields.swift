/// The fields of a KafkaUser.
enum KafkaUserFields {
  /// What a user asks for.
  static let spec: [SchemaField] = [
    .name("secretName", "The Secret that holds the certificate.").required("name the Secret for the certificate"),
    .object("clusterRef", "The cluster.", KafkaTopicFields.clusterReference).required("name the cluster"),
    .stringMap("annotations", "Annotations of the Certificate or CertificateSigningRequest."),
    .strings("dnsNames", "DNS names of the certificate.", .name),
    .objects(
      "topicGrants", "What the user may do with topics.",
      [
        .name("topicName", "The topic's name, or a pattern.").required("name the topic"),
        .choice("accessType", "What the user may do.", ["read", "write"]).required("write 'read' or 'write'"),
        .choice(
          "patternType", "How `topicName` is matched.", ["literal", "match", "prefixed", "any"], default: "literal"),
      ]),
    .flag("includeJKS", "Whether the Secret holds JKS stores, too.", default: "false"),
    .flag("createCert", "Whether a certificate is made.", default: "true"),
    .object(
      "pkiBackendSpec", "What signs the certificate.",
      [
        .object("issuerRef", "The issuer of cert-manager.", KafkaClusterFields.issuerReference),
        .choice("pkiBackend", "Which way it is signed.", PKIBackend.self).required(
          "write 'cert-manager' or 'k8s-csr'"),
        .string("signerName", "The signer of a CertificateSigningRequest."),
      ]),
    .integer(
      "expirationSeconds", "How long the certificate is valid.", in: 3600...Int(Int32.max), default: "7776000 (90 days)"
    ),
  ]

  /// What the operator reports.
  static let status: [SchemaField] = [
    .string("state", "`created` where the user exists."), .strings("acls", "The ACLs that Kafka has for the user."),
    .integer("observedGeneration", "The generation of the manifest that this speaks of.", in: 0...Int.max),
    .objects("conditions", "What holds of the user, by type.", KafkaClusterFields.condition),
  ]
}
