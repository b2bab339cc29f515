namespace PartyNet.Application.Protection;

/// <summary>
/// What opening a sealed cell gave: its text, or why it cannot be read any more. A broken cell is never an exception: it takes no page
/// down, shows as <see cref="Unreadable"/>, and nothing is decided on it.
/// </summary>
public readonly record struct Unsealed
{
    /// <summary>What stands wherever the value would stand.</summary>
    public const string Unreadable = "không đọc được";

    private Unsealed(string? text, SealedFault? fault) => (Text, Fault) = (text, fault);

    /// <summary>Null where the cell is broken.</summary>
    public string? Text { get; }

    /// <summary>Null where the cell could be read.</summary>
    public SealedFault? Fault { get; }

    /// <summary>The text as pages and files show it.</summary>
    public string Shown => Text ?? Unreadable;

    public static Unsealed Of(string text) => new(text, null);

    public static Unsealed Broken(SealedFault fault) => new(null, fault);

    /// <summary>Reads a text of several parts; null where the cell is broken.</summary>
    public T? Read<T>(Func<string, T> unpack)
        where T : class => Text is { } text ? unpack(text) : null;
}

/// <summary>Why a sealed cell cannot be read.</summary>
public enum SealedFault
{
    /// <summary>Shorter than anything that was sealed.</summary>
    Cut,

    /// <summary>Does not begin as a sealed value.</summary>
    NotSealed,

    /// <summary>
    /// Names a version of the key that there is not. A site does not start without a key that its data need, so it is the cell that is
    /// wrong.
    /// </summary>
    UnknownKey,

    /// <summary>Was altered, or belongs to another row or column.</summary>
    Altered,
}

/// <summary>Event of a sealed cell that could not be read: where it is and why, never what.</summary>
/// <param name="Column">Table and column, such as <c>registry.members.phone</c>.</param>
public sealed record SealedValueUnreadable(string Column, Guid RowId, string Fault);

/// <summary>Where the fields are stored.</summary>
public static class SealedColumns
{
    extension(SecretField secret)
    {
        /// <summary>Table with its schema.</summary>
        public string Table => secret switch
        {
            SecretField.MemberCardNumber or SecretField.MemberCitizenNumber or SecretField.MemberPhone => "registry.members",
            SecretField.AccountDetails => "registry.declared_accounts",
            SecretField.ProposedAccount => "registry.proposed_accounts",
            SecretField.DefectNote => "registry.defects",
            SecretField.DefectReplies => "registry.declarations",
            SecretField.CorrectionContent or SecretField.CorrectionAnswer => "registry.fact_corrections",
            SecretField.DraftContent => "registry.declaration_drafts",
            SecretField.ReviewDraft => "registry.review_drafts",
            SecretField.SetupCode => "access.setup_links",
            SecretField.AuthenticatorSeed => "access.authenticators",
            SecretField.RecoveryCodes => "access.recovery_sheets",
            SecretField.ImportRow or SecretField.ImportRowView or SecretField.ImportRowUndo => "import.plan_rows",
            SecretField.FormerNumber => "registry.former_numbers",
            SecretField.LoadFile => "import.load_parts",
        };

        public string Column => secret switch
        {
            SecretField.MemberCardNumber => "card_number",
            SecretField.MemberCitizenNumber => "citizen_number",
            SecretField.MemberPhone => "phone",
            SecretField.AccountDetails or SecretField.ProposedAccount => "details",
            SecretField.DefectNote => "note",
            SecretField.DefectReplies => "replies",
            SecretField.DraftContent or SecretField.ReviewDraft or SecretField.ImportRow or SecretField.CorrectionContent
                or SecretField.LoadFile => "content",
            SecretField.CorrectionAnswer => "answer",
            SecretField.SetupCode => "sealed_code",
            SecretField.AuthenticatorSeed => "seed",
            SecretField.RecoveryCodes => "sealed_codes",
            SecretField.ImportRowView => "shown",
            SecretField.ImportRowUndo => "undo",
            SecretField.FormerNumber => "number",
        };
    }
}
