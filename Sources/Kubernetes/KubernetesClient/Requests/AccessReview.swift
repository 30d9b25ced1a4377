import JSON

/// The question whether the client itself may do something.
public struct AccessReview: Sendable, Hashable {
  /// What is asked about; the verb `*` asks about all.
  public let subject: RequestSubject

  /// A question.
  public init(_ subject: RequestSubject) { self.subject = subject }

  /// The request that asks (`SelfSubjectAccessReview`); everyone may send it.
  public var request: APIRequest {
    var attributes: JSONObject = [
      "verb": .string(subject.verb), "group": .string(subject.group), "resource": .string(subject.resource),
    ]
    if !subject.subresource.isEmpty { attributes["subresource"] = .string(subject.subresource) }
    if let namespace = subject.namespace { attributes["namespace"] = .string(namespace) }
    if let name = subject.name { attributes["name"] = .string(name) }
    let body: JSONValue = [
      "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
      "spec": ["resourceAttributes": .object(attributes)],
    ]
    return APIRequest(
      method: .post, path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", query: [],
      headers: [HeaderField("Accept", MediaType.json), HeaderField("Content-Type", MediaType.json)],
      body: body.serialized(),
      subject: RequestSubject(verb: "create", group: "authorization.k8s.io", resource: "selfsubjectaccessreviews"))
  }

  /// What the server says of a question.
  public struct Answer: Sendable, Hashable {
    /// Whether it is allowed.
    public let isAllowed: Bool
    /// Why, in words; often empty.
    public let reason: String
    /// What went wrong while the server looked, in words; the answer holds all the same.
    public let evaluationError: String

    /// Reads the answer.
    ///
    /// - Throws: `AnswerError` where it is none.
    public init(parsing body: [UInt8]) throws(AnswerError) {
      let json = try AnswerError.object(parsing: body, kind: "SelfSubjectAccessReview")
      guard let isAllowed = json["status"]?["allowed"]?.boolValue else {
        throw AnswerError(.form, "status.allowed is missing")
      }
      self.isAllowed = isAllowed
      reason = json["status"]?["reason"]?.stringValue ?? ""
      evaluationError = json["status"]?["evaluationError"]?.stringValue ?? ""
    }
  }
}
