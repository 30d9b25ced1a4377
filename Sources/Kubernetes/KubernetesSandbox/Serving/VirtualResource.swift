/// A resource whose objects are questions: they are answered, and never kept.
struct VirtualResource: Sendable, Hashable {
  let group: String
  let plural: String
  let kind: String
  let isNamespaced: Bool

  private static let access = "authorization.k8s.io"
  private static let identity = "authentication.k8s.io"

  static let selfAccess = VirtualResource(
    group: access, plural: "selfsubjectaccessreviews", kind: "SelfSubjectAccessReview", isNamespaced: false)
  static let selfRules = VirtualResource(
    group: access, plural: "selfsubjectrulesreviews", kind: "SelfSubjectRulesReview", isNamespaced: false)
  static let subjectAccess = VirtualResource(
    group: access, plural: "subjectaccessreviews", kind: "SubjectAccessReview", isNamespaced: false)
  static let localAccess = VirtualResource(
    group: access, plural: "localsubjectaccessreviews", kind: "LocalSubjectAccessReview", isNamespaced: true)
  static let tokenReview = VirtualResource(
    group: identity, plural: "tokenreviews", kind: "TokenReview", isNamespaced: false)
  static let selfReview = VirtualResource(
    group: identity, plural: "selfsubjectreviews", kind: "SelfSubjectReview", isNamespaced: false)

  /// All of them.
  static let all = [selfAccess, selfRules, subjectAccess, localAccess, tokenReview, selfReview]

  /// What a path names; nil where it is none of them.
  static func named(_ path: ResourcePath) -> VirtualResource? {
    all.first { $0.group == path.group && $0.plural == path.plural && path.version == "v1" }
  }
}
