import Cryptography
public import KafkaProtocol

// Users, access control lists and quotas. What is asked and answered is the protocol's own.
extension KafkaClient {
  /// Gives a user a SCRAM credential (KIP-554); the password does not go over the wire.
  ///
  /// - Parameter iterations: 4,096 to 16,384.
  public func upsertScramCredential(
    of user: String, _ mechanism: ScramMechanism, password: String, iterations: Int32 = 4096
  ) async throws(KafkaAdminError) {
    guard (ScramMechanism.minimumIterations...ScramMechanism.maximumIterations).contains(iterations) else {
      throw KafkaAdminError(.invalidArgument, "Kafka takes 4,096 to 16,384 iterations", object: "user \(user)")
    }
    var upsertion = AlterUserScramCredentialsRequest.ScramCredentialUpsertion()
    upsertion.name = user
    upsertion.mechanism = mechanism.type
    upsertion.iterations = iterations
    upsertion.salt = RandomBytes.generate(count: 24)
    upsertion.saltedPassword = ScramCredential.saltedPassword(
      mechanism, password: password, salt: upsertion.salt, iterations: iterations)
    var request = AlterUserScramCredentialsRequest()
    request.upsertions = [upsertion]
    try await alter(request)
  }

  /// Takes a user's SCRAM credential away.
  public func deleteScramCredential(of user: String, _ mechanism: ScramMechanism) async throws(KafkaAdminError) {
    var deletion = AlterUserScramCredentialsRequest.ScramCredentialDeletion()
    deletion.name = user
    deletion.mechanism = mechanism.type
    var request = AlterUserScramCredentialsRequest()
    request.deletions = [deletion]
    try await alter(request)
  }

  private func alter(_ request: AlterUserScramCredentialsRequest) async throws(KafkaAdminError) {
    for result in try await send(request, to: .controller).results {
      try Self.check(result.errorCode, result.errorMessage, "user \(result.user)")
    }
  }

  /// The mechanisms and iterations of the users that have SCRAM credentials.
  public func describeScramCredentials() async throws(KafkaAdminError) -> [String: [ScramMechanism: Int32]] {
    var request = DescribeUserScramCredentialsRequest()
    request.users = nil
    let response = try await send(request, to: .controller)
    try Self.check(response.errorCode, response.errorMessage, "DescribeUserScramCredentials")
    var users: [String: [ScramMechanism: Int32]] = [:]
    for result in response.results {
      for info in result.credentialInfos {
        if let mechanism = ScramMechanism(type: info.mechanism) {
          users[result.user, default: [:]][mechanism] = info.iterations
        }
      }
    }
    return users
  }

  /// Adds access control entries; throws the error of the first that is refused.
  public func createAcls(_ entries: [CreateAclsRequest.AclCreation]) async throws(KafkaAdminError) {
    var request = CreateAclsRequest()
    request.creations = entries
    for result in try await send(request, to: .controller).results {
      try Self.check(result.errorCode, result.errorMessage, "CreateAcls")
    }
  }

  /// The access control entries that a filter takes.
  public func describeAcls(_ filter: DescribeAclsRequest) async throws(KafkaAdminError) -> [DescribeAclsResponse
    .Resource]
  {
    let response = try await send(filter, to: configuration.endpoints == .controllers ? .controller : .any)
    try Self.check(response.errorCode, response.errorMessage, "DescribeAcls")
    return response.resources
  }

  /// Removes the access control entries that filters take, and gives them.
  public func deleteAcls(
    _ filters: [DeleteAclsRequest.Filter]
  ) async throws(KafkaAdminError) -> [DeleteAclsResponse.MatchingAcl] {
    var request = DeleteAclsRequest()
    request.filters = filters
    var removed: [DeleteAclsResponse.MatchingAcl] = []
    for result in try await send(request, to: .controller).filterResults {
      try Self.check(result.errorCode, result.errorMessage, "DeleteAcls")
      removed += result.matchingAcls
    }
    return removed
  }

  /// The quotas of the entities that a filter takes (KIP-546).
  public func describeQuotas(
    _ filter: DescribeClientQuotasRequest
  ) async throws(KafkaAdminError) -> [DescribeClientQuotasResponse.EntryData] {
    let response = try await send(filter, to: configuration.endpoints == .controllers ? .controller : .any)
    try Self.check(response.errorCode, response.errorMessage, "DescribeClientQuotas")
    return response.entries ?? []
  }

  /// Changes quotas; throws the error of the first entity that is refused.
  public func alterQuotas(
    _ entries: [AlterClientQuotasRequest.EntryData], isTrial: Bool = false
  ) async throws(KafkaAdminError) {
    var request = AlterClientQuotasRequest()
    request.entries = entries
    request.validateOnly = isTrial
    for result in try await send(request, to: .controller).entries {
      try Self.check(result.errorCode, result.errorMessage, "AlterClientQuotas")
    }
  }
}
