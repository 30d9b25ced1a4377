import JSON
import KubernetesObjects

/// Answers reviews: who somebody is, and what may be done.
struct ReviewAnswers: Sendable {
  private let owner: ClusterOwner
  private let tokens: AccountTokens
  private let identities: Identities

  init(_ owner: ClusterOwner, _ tokens: AccountTokens, _ identities: Identities) {
    self.owner = owner
    self.tokens = tokens
    self.identities = identities
  }

  /// The review with its answer.
  func answer(
    _ review: VirtualResource, _ body: JSONValue, _ path: ResourcePath, by user: RequestUser, now: Int64
  ) async throws(APIFailure) -> JSONValue {
    let apiVersion = "\(review.group)/\(path.version)"
    if let kind = body["kind"]?.stringValue, kind != review.kind {
      throw APIFailure(.badRequest, "\(kind) cannot be handled as a \(review.kind)")
    }
    var answer = body
    answer["apiVersion"] = .string(apiVersion)
    answer["kind"] = .string(review.kind)
    if answer["metadata"] == nil { answer["metadata"] = [:] }
    switch review {
    case .selfAccess: answer["status"] = ["allowed": true]
    case .selfRules:
      answer["status"] = [
        "resourceRules": [["verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]]],
        "nonResourceRules": [["verbs": ["*"], "nonResourceURLs": ["*"]]], "incomplete": false,
      ]
    case .selfReview: answer["status"] = ["userInfo": user.json]
    case .tokenReview: answer["status"] = await tokenStatus(body["spec"], now)
    default: answer["status"] = try await accessStatus(body["spec"], path)
    }
    return answer
  }

  private func tokenStatus(_ spec: JSONValue?, _ now: Int64) async -> JSONValue {
    guard let token = spec?["token"]?.stringValue, let known = await identities.user(ofToken: token, owner, now: now)
    else {
      return ["authenticated": false, "user": [:], "error": "invalid bearer token"]
    }
    let audiences = tokens.claims(of: token, now: now)?.audiences ?? [AccountTokens.defaultAudience]
    let wanted = (spec?["audiences"]?.arrayValue ?? []).compactMap(\.stringValue)
    let common = wanted.isEmpty ? audiences : audiences.filter { wanted.contains($0) }
    guard !common.isEmpty else {
      return ["authenticated": false, "user": [:], "error": .string("the token is for others: \(audiences)")]
    }
    return ["authenticated": true, "user": known.json, "audiences": .array(common.map { .string($0) })]
  }

  private func accessStatus(_ spec: JSONValue?, _ path: ResourcePath) async throws(APIFailure) -> JSONValue {
    let groups = (spec?["groups"]?.arrayValue ?? []).compactMap(\.stringValue)
    let name = spec?["user"]?.stringValue ?? ""
    guard !name.isEmpty || !groups.isEmpty else {
      throw APIFailure.invalid(
        group: path.group, kind: "SubjectAccessReview", "", [.required("spec.user", "or spec.groups is required")])
    }
    let user = RequestUser(name: name, groups: groups + Self.accountGroups(name))
    let wish = Self.wish(spec, namespace: path.namespace)
    let reason = try await owner.read { state throws(APIFailure) in AccessRules(state).allows(user, wish) }
    guard let reason else { return ["allowed": false, "reason": "no role allows it"] }
    return ["allowed": true, "reason": .string(reason)]
  }

  private static func accountGroups(_ name: String) -> [String] {
    let parts = name.split(separator: ":")
    guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount" else { return [] }
    return ["system:serviceaccounts", "system:serviceaccounts:\(parts[2])", "system:authenticated"]
  }

  private static func wish(_ spec: JSONValue?, namespace: String?) -> AccessRules.Attributes {
    var wish = AccessRules.Attributes()
    if let other = spec?["nonResourceAttributes"] {
      wish.verb = other["verb"]?.stringValue ?? ""
      wish.path = other["path"]?.stringValue ?? ""
      return wish
    }
    let asked = spec?["resourceAttributes"]
    wish.verb = asked?["verb"]?.stringValue ?? ""
    wish.group = asked?["group"]?.stringValue ?? ""
    wish.resource = asked?["resource"]?.stringValue ?? ""
    wish.subresource = asked?["subresource"]?.stringValue ?? ""
    wish.namespace = namespace ?? asked?["namespace"]?.stringValue ?? ""
    wish.name = asked?["name"]?.stringValue ?? ""
    return wish
  }

  /// The token that is asked for at `serviceaccounts/NAME/token`.
  func token(_ body: JSONValue, _ path: ResourcePath, now: Int64) async throws(APIFailure) -> JSONValue {
    let (namespace, name) = (path.namespace ?? "", path.name ?? "")
    let request = ReadRequest("serviceaccounts", namespace: namespace, name: name)
    let account = try await owner.read { state throws(APIFailure) in try state.get(request) }
    let seconds = body["spec"]?["expirationSeconds"]?.intValue ?? 3600
    guard seconds >= 600 else {
      throw APIFailure.invalid(
        group: "authentication.k8s.io", kind: "TokenRequest", "",
        [.invalid("spec.expirationSeconds", "\(seconds)", "may not specify a duration less than 10 minutes")])
    }
    let asked = (body["spec"]?["audiences"]?.arrayValue ?? []).compactMap(\.stringValue)
    let claims = AccountTokens.Claims(
      namespace: namespace, account: name, uid: account["metadata"]?["uid"]?.stringValue ?? "",
      expires: now + Int64(min(seconds, 1 << 32)), audiences: asked.isEmpty ? [AccountTokens.defaultAudience] : asked)
    var answer = body
    answer["apiVersion"] = "authentication.k8s.io/v1"
    answer["kind"] = "TokenRequest"
    answer["metadata"] = ["name": .string(name), "namespace": .string(namespace)]
    answer["spec"] = [
      "audiences": .array(claims.audiences.map { .string($0) }), "expirationSeconds": .number(JSONNumber(seconds)),
      "boundObjectRef": body["spec"]?["boundObjectRef"] ?? .null,
    ]
    answer["status"] = [
      "token": .string(tokens.token(claims, now: now)),
      "expirationTimestamp": .string(Time(secondsSince1970: claims.expires).description),
    ]
    return answer
  }
}
