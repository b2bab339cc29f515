namespace PartyNet.Domain.Audit;

/// <summary>
/// Everything that is recorded, by name. <c>docs/process-events.md</c> tells what each one holds; the names are stored, so they are never
/// changed.
/// </summary>
public enum ProcessType
{
    /// <summary>The standard data of a new installation were written.</summary>
    Installed = 1,

    /// <summary>A sealed cell turned out to be broken.</summary>
    SealedValueUnreadable = 2,

    /// <summary>An administrator had the installation looked at.</summary>
    InstallationChecked = 3,

    /// <summary>The operator sealed cells with a newer key.</summary>
    KeysRotated = 11,

    /// <summary>The operator took a version of the keys away that opens nothing any more.</summary>
    KeyRetired = 12,

    /// <summary>A backup was made and read again to its end.</summary>
    BackedUp = 13,

    /// <summary>All rows of this database came out of a backup, or from another server.</summary>
    Restored = 14,

    // Members
    DeclarationSubmitted = 101,

    /// <summary>A member asked that a fact of the roster be put right; took that back.</summary>
    FactCorrectionAsked = 102,
    FactCorrectionWithdrawn = 103,

    // Branch
    DeclarationViewed = 201,
    DeclarationConfirmed = 202,
    DeclarationReturned = 203,
    MembersSearched = 204,

    /// <summary>A page of a branch's members, or those of its home who have not declared.</summary>
    MembersViewed = 205,

    /// <summary>A page of the declarations that wait.</summary>
    ReviewQueueViewed = 206,

    /// <summary>Somebody opened far more declarations within an hour than their work asks for; the unit above reads it.</summary>
    UnusualReading = 207,

    /// <summary>All that the registry holds of one member, with every number masked.</summary>
    MemberViewed = 208,

    /// <summary>One number of one member was shown whole, for a purpose.</summary>
    NumberRevealed = 209,

    /// <summary>Whoever confirmed a version took that back.</summary>
    ConfirmationWithdrawn = 210,

    /// <summary>A unit added, changed or took away a request that its reviewers keep ready.</summary>
    ReadyRequestsChanged = 211,

    /// <summary>What a member asks to be put right was looked at; accepted, and stands in the roster; refused with a reason.</summary>
    FactCorrectionViewed = 212,
    FactCorrectionAccepted = 213,
    FactCorrectionRefused = 214,

    // Board
    RosterExported = 301,
    NoticePublished = 302,

    /// <summary>The file of an export was sent to its end; an export without it broke off on the way.</summary>
    RosterDelivered = 303,

    /// <summary>A page of the roster.</summary>
    RosterViewed = 304,

    /// <summary>A board decides whether members read the names of those who looked at their data.</summary>
    ViewerNamesSet = 305,

    /// <summary>A unit decides about the columns of its lists, or heads an official one otherwise than the last.</summary>
    RosterTemplateSet = 306,

    // Loading
    MembersImportPlanned = 401,
    MembersImported = 402,
    UnitsImportPlanned = 403,
    UnitsImported = 404,
    DemoLoaded = 405,
    RolesImportPlanned = 406,
    RolesImported = 407,

    /// <summary>What an import had made and changed was taken back.</summary>
    ImportUndone = 408,

    /// <summary>A file was handed in to be loaded; how it is to be read was said; a row was decided.</summary>
    ListHandedIn = 410,
    ListReadingKept = 411,
    ListRowsDecided = 412,

    /// <summary>Planning, committing or undoing was asked for, and goes on in the background.</summary>
    ListWorkAsked = 413,

    /// <summary>A page of a plan, with what would change of whom.</summary>
    ListPlanViewed = 414,

    /// <summary>The rows that could not be loaded were handed out again as a workbook.</summary>
    ListErrorsHandedOut = 415,

    /// <summary>A list that waited to be loaded was given up, and its file and rows are gone.</summary>
    ListGivenUp = 416,

    /// <summary>A list of accounts was compared with what members have declared; members were asked about them.</summary>
    AccountsImportPlanned = 420,
    AccountsImported = 421,

    /// <summary>A member said of accounts that a list has beside them which are theirs.</summary>
    ProposalsAnswered = 422,

    /// <summary>An administrator made a kind of units, or said what one is called.</summary>
    UnitKindSet = 423,

    /// <summary>Accounts of lists that nobody had answered were forgotten, by time and nobody.</summary>
    ProposalsForgotten = 424,

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
    SlipsPrinted = 520,
    SlipUsed = 521,
    SlipFrozen = 522,

    /// <summary>Slips were told to be lost, and let nobody in any more.</summary>
    SlipsLost = 523,

    /// <summary>A date of birth was recorded where none was held, so that a slip can ask for it.</summary>
    BirthDateRecorded = 524,

    /// <summary>A user ended other sessions of theirs.</summary>
    OwnSessionsEnded = 530,

    /// <summary>A user enrolled an app as second factor.</summary>
    FactorEnrolled = 531,
    RecoveryCodesRenewed = 532,
    RecoveryCodesShown = 533,

    /// <summary>The operator took a second factor away that was lost.</summary>
    FactorReset = 534,

    /// <summary>Somebody asked that a second factor that was lost be taken away.</summary>
    FactorResetAsked = 535,

    /// <summary>Somebody above approved that, and it is gone.</summary>
    FactorResetApproved = 536,

    /// <summary>The request was taken back, or refused by the person.</summary>
    FactorResetWithdrawn = 537,

    /// <summary>An administrator ended all sessions of a user.</summary>
    UserSessionsEnded = 538,

    /// <summary>A user who was signed in set another password.</summary>
    PasswordChanged = 539,

    /// <summary>A user got a passkey, by which their device signs them in.</summary>
    PasskeyAdded = 540,
    PasskeyRemoved = 541,

    /// <summary>The roles held at a unit and below, or a member who may be given one.</summary>
    RolesViewed = 512,
}
