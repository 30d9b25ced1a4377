import KafkaProtocol

extension ClusterController {
  // MARK: Access control

  private var lacksAuthorizer: Bool { (properties["authorizer.class.name"] ?? "").isEmpty }
  private static let noAuthorizer = "No Authorizer is configured: set authorizer.class.name."

  func createAcls(_ request: CreateAclsRequest, _ context: RequestContext) -> CreateAclsResponse {
    var response = CreateAclsResponse()
    for wish in request.creations {
      var result = CreateAclsResponse.AclCreationResult()
      let entry = AccessControlEntry(
        resourceType: AccessResourceType(rawValue: wish.resourceType) ?? .unknown, resourceName: wish.resourceName,
        patternType: AccessPatternType(rawValue: wish.resourcePatternType) ?? .unknown, principal: wish.principal,
        host: wish.host, operation: AccessOperation(rawValue: wish.operation) ?? .unknown,
        permission: AccessPermission(rawValue: wish.permissionType) ?? .unknown)
      if lacksAuthorizer {
        result.errorCode = ErrorCode.securityDisabled.rawValue
        result.errorMessage = Self.noAuthorizer
      } else if !allows(context, .alter) {
        result.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      } else if let problem = entry.problem {
        result.errorCode = ErrorCode.invalidRequest.rawValue
        result.errorMessage = problem
      } else {
        image.acls.insert(entry)
        authorizer = nil
      }
      response.results.append(result)
    }
    return response
  }

  func deleteAcls(_ request: DeleteAclsRequest, _ context: RequestContext) -> DeleteAclsResponse {
    var response = DeleteAclsResponse()
    for wish in request.filters {
      var result = DeleteAclsResponse.FilterResult()
      let filter = AccessControlFilter(
        resourceType: wish.resourceTypeFilter, resourceName: wish.resourceNameFilter,
        patternType: wish.patternTypeFilter, principal: wish.principalFilter, host: wish.hostFilter,
        operation: wish.operation, permission: wish.permissionType)
      if lacksAuthorizer {
        result.errorCode = ErrorCode.securityDisabled.rawValue
        result.errorMessage = Self.noAuthorizer
      } else if !allows(context, .alter) {
        result.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      } else if filter.isUnknown {
        result.errorCode = ErrorCode.invalidRequest.rawValue
        result.errorMessage = "The filter has a part that is not known."
      } else {
        for entry in image.acls where filter.matches(entry) {
          image.acls.remove(entry)
          authorizer = nil
          var gone = DeleteAclsResponse.MatchingAcl()
          gone.resourceType = entry.resourceType.rawValue
          gone.resourceName = entry.resourceName
          gone.patternType = entry.patternType.rawValue
          gone.principal = entry.principal
          gone.host = entry.host
          gone.operation = entry.operation.rawValue
          gone.permissionType = entry.permission.rawValue
          result.matchingAcls.append(gone)
        }
      }
      response.filterResults.append(result)
    }
    return response
  }

  func describeAcls(_ request: DescribeAclsRequest, _ context: RequestContext) -> DescribeAclsResponse {
    var response = DescribeAclsResponse()
    let filter = AccessControlFilter(
      resourceType: request.resourceTypeFilter, resourceName: request.resourceNameFilter,
      patternType: request.patternTypeFilter, principal: request.principalFilter, host: request.hostFilter,
      operation: request.operation, permission: request.permissionType)
    if lacksAuthorizer {
      response.errorCode = ErrorCode.securityDisabled.rawValue
      response.errorMessage = Self.noAuthorizer
      return response
    }
    guard allows(context, .describe), !filter.isUnknown else {
      response.errorCode = (filter.isUnknown ? ErrorCode.invalidRequest : .clusterAuthorizationFailed).rawValue
      return response
    }
    var resources: [DescribeAclsResponse.Resource] = []
    for entry in image.acls where filter.matches(entry) {
      var description = DescribeAclsResponse.AclDescription()
      description.principal = entry.principal
      description.host = entry.host
      description.operation = entry.operation.rawValue
      description.permissionType = entry.permission.rawValue
      let place: Int? = resources.firstIndex {
        $0.resourceType == entry.resourceType.rawValue && $0.resourceName == entry.resourceName
          && $0.patternType == entry.patternType.rawValue
      }
      if let place {
        resources[place].acls.append(description)
      } else {
        var resource = DescribeAclsResponse.Resource()
        resource.resourceType = entry.resourceType.rawValue
        resource.resourceName = entry.resourceName
        resource.patternType = entry.patternType.rawValue
        resource.acls = [description]
        resources.append(resource)
      }
    }
    response.resources = resources
    return response
  }

  // MARK: SCRAM

  func alterScramCredentials(
    _ request: AlterUserScramCredentialsRequest, _ context: RequestContext
  ) -> AlterUserScramCredentialsResponse {
    var response = AlterUserScramCredentialsResponse()
    let users = Set(request.deletions.map(\.name) + request.upsertions.map(\.name))
    for user in users.sorted() {
      var result = AlterUserScramCredentialsResponse.Result()
      result.user = user
      if let refusal = alterScram(of: user, request, context) {
        result.errorCode = refusal.error.rawValue
        result.errorMessage = refusal.message
      }
      response.results.append(result)
    }
    return response
  }

  /// All changes of a user, or none of them.
  private func alterScram(
    of user: String, _ request: AlterUserScramCredentialsRequest, _ context: RequestContext
  ) -> Refusal? {
    guard allows(context, .alter) else {
      return Refusal(error: .clusterAuthorizationFailed, message: "\(context.principal) may not alter the cluster.")
    }
    if user.isEmpty { return Refusal(error: .unacceptableCredential, message: "Username must not be empty") }
    var credentials = image.scramCredentials
    var seen: Set<ScramUser> = []
    let unknown = Refusal(error: .unsupportedSaslMechanism, message: "Unknown SCRAM mechanism")
    let twice = Refusal(
      error: .duplicateResource, message: "A user credential cannot be altered twice in the same request")
    for deletion in request.deletions where deletion.name == user {
      guard let mechanism = ScramMechanism(type: deletion.mechanism) else { return unknown }
      let key = ScramUser(name: user, mechanism: mechanism)
      guard seen.insert(key).inserted else { return twice }
      guard credentials.removeValue(forKey: key) != nil else {
        return Refusal(error: .resourceNotFound, message: "Attempt to delete a user credential that does not exist")
      }
    }
    for upsertion in request.upsertions where upsertion.name == user {
      guard let mechanism = ScramMechanism(type: upsertion.mechanism) else { return unknown }
      let key = ScramUser(name: user, mechanism: mechanism)
      guard seen.insert(key).inserted else { return twice }
      guard (ScramMechanism.minimumIterations...ScramMechanism.maximumIterations).contains(upsertion.iterations) else {
        return Refusal(
          error: .unacceptableCredential,
          message: "Iterations must be from \(ScramMechanism.minimumIterations) to \(ScramMechanism.maximumIterations)")
      }
      guard !upsertion.salt.isEmpty, !upsertion.saltedPassword.isEmpty else {
        return Refusal(error: .unacceptableCredential, message: "Salt and salted password must not be empty")
      }
      credentials[key] = ScramCredential(
        mechanism, saltedPassword: upsertion.saltedPassword, salt: upsertion.salt, iterations: upsertion.iterations)
    }
    image.scramCredentials = credentials
    return nil
  }

  func describeScramCredentials(
    _ request: DescribeUserScramCredentialsRequest, _ context: RequestContext
  ) -> DescribeUserScramCredentialsResponse {
    var response = DescribeUserScramCredentialsResponse()
    guard allows(context, .describe) else {
      response.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      return response
    }
    let known = Set(image.scramCredentials.keys.map(\.name))
    let named = request.users.flatMap { $0.isEmpty ? nil : $0.map(\.name) }
    for user in named ?? known.sorted() {
      var result = DescribeUserScramCredentialsResponse.Result()
      result.user = user
      for mechanism in ScramMechanism.allCases {
        guard let credential = image.scramCredentials[ScramUser(name: user, mechanism: mechanism)] else { continue }
        var info = DescribeUserScramCredentialsResponse.CredentialInfo()
        info.mechanism = mechanism.type
        info.iterations = credential.iterations
        result.credentialInfos.append(info)
      }
      if result.credentialInfos.isEmpty {
        result.errorCode = ErrorCode.resourceNotFound.rawValue
        result.errorMessage = "Attempt to describe a user credential that does not exist: \(user)"
      }
      response.results.append(result)
    }
    return response
  }

  // MARK: Quotas

  private static let entityTypes: Set<String> = ["user", "client-id", "ip"]
  private static let quotaKeys: Set<String> = [
    "producer_byte_rate", "consumer_byte_rate", "request_percentage", "controller_mutation_rate",
    "connection_creation_rate",
  ]

  func alterQuotas(_ request: AlterClientQuotasRequest, _ context: RequestContext) -> AlterClientQuotasResponse {
    var response = AlterClientQuotasResponse()
    for entry in request.entries {
      var result = AlterClientQuotasResponse.EntryData()
      var parts: [String: String?] = [:]
      for part in entry.entity {
        parts[part.entityType] = .some(part.entityName)
        var same = AlterClientQuotasResponse.EntityData()
        same.entityType = part.entityType
        same.entityName = part.entityName
        result.entity.append(same)
      }
      func refuse(_ error: ErrorCode, _ message: String) {
        result.errorCode = error.rawValue
        result.errorMessage = message
      }
      let entity = QuotaEntity(parts)
      if !allows(context, .alterConfigs) {
        refuse(.clusterAuthorizationFailed, "\(context.principal) may not alter quotas.")
      } else if parts.isEmpty || parts.keys.contains(where: { !Self.entityTypes.contains($0) }) {
        refuse(.invalidRequest, "The entity must be of user, client-id or ip.")
      } else if let unknown = entry.ops.first(where: { !Self.quotaKeys.contains($0.key) }) {
        refuse(.invalidRequest, "Invalid configuration key \(unknown.key)")
      } else if let wrong = entry.ops.first(where: { !$0.remove && !($0.value > 0) }) {
        refuse(.invalidRequest, "Quota \(wrong.key) must be greater than 0")
      } else if !request.validateOnly {
        var values = image.quotas[entity] ?? [:]
        for op in entry.ops { values[op.key] = op.remove ? nil : op.value }
        image.quotas[entity] = values.isEmpty ? nil : values
      }
      response.entries.append(result)
    }
    return response
  }

  func describeQuotas(
    _ request: DescribeClientQuotasRequest, _ context: RequestContext
  ) -> DescribeClientQuotasResponse {
    var response = DescribeClientQuotasResponse()
    guard allows(context, .describeConfigs) else {
      response.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      return response
    }
    var entries: [DescribeClientQuotasResponse.EntryData] = []
    for (entity, values) in image.quotas where matches(entity, request) {
      var entry = DescribeClientQuotasResponse.EntryData()
      for (type, name) in entity.parts.sorted(by: { $0.key < $1.key }) {
        var part = DescribeClientQuotasResponse.EntityData()
        part.entityType = type
        part.entityName = name
        entry.entity.append(part)
      }
      for (key, value) in values.sorted(by: { $0.key < $1.key }) {
        var data = DescribeClientQuotasResponse.ValueData()
        data.key = key
        data.value = value
        entry.values.append(data)
      }
      entries.append(entry)
    }
    response.entries = entries
    return response
  }

  private func matches(_ entity: QuotaEntity, _ request: DescribeClientQuotasRequest) -> Bool {
    for component in request.components {
      guard let name = entity.parts[component.entityType] else { return false }
      switch component.matchType {
      // Exactly that name, the default, any.
      case 0: if name != component.match { return false }
      case 1: if name != nil { return false }
      default: break
      }
    }
    return !request.strict || entity.parts.count == request.components.count
  }
}
