namespace PartyNet.Domain.Audit;

/// <summary>
/// Everything that is recorded, by name. <c>docs/process-events.md</c> tells what each one holds; the names are stored, so they are never
/// changed.
/// </summary>
public enum ProcessType
{
    /// <summary>The standard data of a new installation were written.</summary>
    Installed = 1,

    // Members
    DeclarationSubmitted = 101,

    // Branch
    DeclarationViewed = 201,
    DeclarationConfirmed = 202,
    DeclarationReturned = 203,
    MembersSearched = 204,

    // Board
    RosterExported = 301,
    NoticePublished = 302,

    /// <summary>The file of an export was sent to its end; an export without it broke off on the way.</summary>
    RosterDelivered = 303,

    // Loading
    MembersImportPlanned = 401,
    MembersImported = 402,
    UnitsImportPlanned = 403,
    UnitsImported = 404,
    DemoLoaded = 405,

    // Access
    SignedIn = 501,
    SignInFailed = 502,
    SignedOut = 503,
    PasswordSet = 504,
    GrantGiven = 505,
    GrantRevoked = 506,
    UserCreated = 507,
    UserClosed = 508,
    AccessDenied = 509,
    SetupLinkIssued = 510,
    SetupLinkShown = 511,
}
