public import JSON

extension KafkaUser {
  /// What is wanted of a user.
  public struct Spec: Sendable, Hashable {
    /// The default of `expirationSeconds`: 90 days (Koperator).
    public static let defaultExpirationSeconds = 7_776_000

    /// The Secret that the certificate goes into.
    public let secretName: String
    /// The cluster.
    public let clusterRef: ClusterReference
    /// Annotations of the object that asks for the certificate.
    public let annotations: [String: String]
    /// DNS names of the certificate.
    public let dnsNames: [String]
    /// What the user may do with topics.
    public let topicGrants: [TopicGrant]
    /// Whether the Secret holds Java key stores, too (default false).
    public let includeJKS: Bool
    /// Whether a certificate is made (default true).
    public let createCert: Bool
    /// What signs the certificate; nil means what the cluster says.
    public let pkiBackendSpec: PKIBackendSpec?
    /// Seconds that the certificate is valid.
    public let expirationSeconds: Int

    init(_ object: ManifestObject) {
      secretName = object.string("secretName") ?? ""
      clusterRef = ClusterReference(object.object("clusterRef"))
      annotations = object.texts("annotations")
      dnsNames = object.strings("dnsNames") ?? []
      topicGrants = (object.objects("topicGrants") ?? []).map { TopicGrant($0) }
      includeJKS = object.bool("includeJKS") ?? false
      createCert = object.bool("createCert") ?? true
      pkiBackendSpec = object.object("pkiBackendSpec").map { PKIBackendSpec($0) }
      expirationSeconds = object.integer("expirationSeconds") ?? Self.defaultExpirationSeconds
    }
  }

  /// What a user may do with a topic.
  public struct TopicGrant: Sendable, Hashable {
    /// What is granted.
    public enum AccessType: String, Sendable, Hashable, CaseIterable {
      /// To consume.
      case read
      /// To produce, and to create the topic.
      case write
    }

    /// How `topicName` is matched (Kafka's `PatternType`).
    public enum PatternType: String, Sendable, Hashable, CaseIterable {
      /// As it is; `*` stands for every topic.
      case literal
      /// Every topic that a filter would find.
      case match
      /// Every topic whose name begins so.
      case prefixed
      /// However it is matched.
      case any
    }

    /// The name, or a pattern.
    public let topicName: String
    /// What is granted.
    public let accessType: AccessType
    /// How the name is matched (default literal).
    public let patternType: PatternType

    init(_ object: ManifestObject) {
      topicName = object.string("topicName") ?? ""
      accessType = object.choice("accessType", AccessType.self) ?? .read
      patternType = object.choice("patternType", PatternType.self) ?? .literal
    }
  }

  /// What signs a user's certificate.
  public struct PKIBackendSpec: Sendable, Hashable {
    /// Which way it is signed.
    public let pkiBackend: PKIBackend
    /// The issuer of cert-manager; nil means the cluster's.
    public let issuerRef: IssuerReference?
    /// The signer of a certificate signing request.
    public let signerName: String?

    init(_ object: ManifestObject) {
      pkiBackend = object.choice("pkiBackend", PKIBackend.self) ?? .certManager
      issuerRef = object.object("issuerRef").map { IssuerReference($0) }
      signerName = object.nonEmptyString("signerName")
    }
  }

  /// What is known of a user. It is read and written without losing members that are not known here.
  public struct Status: Sendable, Hashable {
    /// `created` where the user is there; empty where it is not.
    public var state: String
    /// The ACLs that Kafka has for the user, as Koperator writes them.
    public var acls: [String]
    /// What is true of the user: ours.
    public var conditions: [StatusCondition]
    /// The generation of the object that this is about: ours.
    public var observedGeneration: Int?
    /// Members that are not known here.
    public var other: JSONObject

    /// Reads a status.
    public init(json members: JSONObject = [:]) {
      var reader = StatusReader(members)
      state = reader.string("state") ?? ""
      acls = reader.strings("acls")
      conditions = reader.objects("conditions").map { StatusCondition($0) }
      observedGeneration = reader.integer("observedGeneration")
      other = reader.other
    }

    /// The status as it is written; the members that Koperator's own CRD requires always.
    public var json: JSONObject {
      var writer = StatusWriter()
      writer.set("state", state)
      writer.set("acls", acls)
      writer.set("observedGeneration", observedGeneration)
      writer.set("conditions", conditions.map(\.json))
      return writer.object(with: other)
    }
  }
}
