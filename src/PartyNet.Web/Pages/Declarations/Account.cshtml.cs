using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>
/// All that is asked about one account: its address, its display name, whose it is. Then comes the next of the platforms that were ticked.
/// </summary>
public sealed class AccountModel(GetDraftAccount getAccount, StateAccount stateAccount, ReplyToDefects reply) : PageModel
{
    /// <summary>What is answered by words to each defect.</summary>
    [BindProperty(Name = nameof(Replies))]
    public Dictionary<Guid, string> Replies { get; set; } = [];

    [BindProperty]
    public AccountForm Form { get; set; } = new();

    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>Platforms that are asked about after this account.</summary>
    public IReadOnlyList<Platform> Then { get; private set; } = [];

    public ComeBack Return { get; private set; }
    public MyDraftAccount View { get; private set; } = null!;
    public Platform Platform => View.Account.Platform;

    /// <summary>What to look at in an account that is accepted; nothing while something is wrong with what was posted.</summary>
    public string? Doubt => ModelState.IsValid ? View.Account.Doubt : null;

    public DefectNotes NotesOn(params IReadOnlyCollection<DefectField> fields) =>
        new(View.Defects.Where(d => fields.Contains(d.Field)), Replies);

    public async Task<IActionResult> OnGetAsync([FromQuery] JourneyQuery query, CancellationToken cancellationToken)
    {
        if (await FindAsync(query, query.Platform, cancellationToken) is { } refused)
            return refused;
        var account = View.Account;
        if (account.Platform == Platform.Other)
        {
            var named = NamedAccount.Of(account.Typed);
            (Form.Network, account) = (named.Network, account with { Typed = named.Address });
        }

        Form.Known = account.KnownOf ?? "";
        Form.Address = account.KnownOf is not null ? "" : account.Typed.Length > 0 ? account.Typed : View.Suggestion ?? "";
        Form.DisplayName = account.DisplayName ?? "";
        // Nearly every account is the member's own.
        Form.Use = account.Use ?? AccountUse.Personal;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] JourneyQuery query, CancellationToken cancellationToken)
    {
        var result = await stateAccount.HandleAsync(
            new StateAccount.Command(Id, Form.Stated, Form.Use, Form.DisplayName, Form.Platform, Form.Network), cancellationToken);
        if (result.IsError)
            return await FindAsync(query, Form.Platform, cancellationToken) ?? this.WithErrors(result.Errors);

        if (Replies.Count > 0 && await reply.HandleAsync(DefectNotes.Said(Replies), cancellationToken) is { IsError: true } unsaid)
            return await FindAsync(query, Form.Platform, cancellationToken) ?? this.WithErrors(unsaid.Errors, form: "");
        var stated = result.Value;
        var then = DeclarationLinks.Platforms(query.Then);
        var back = ComeBacks.Parse(query.Back);
        if (stated.Doubt is not null && Form.Seen != stated.Typed)
            return LocalRedirect(DeclarationLinks.Account(Id, back, then));
        return LocalRedirect(then.Count > 0
            ? DeclarationLinks.NewAccount(AccountIds.Of(Id, then[0]), then[0], [.. then.Skip(1)], back)
            : back.Path());
    }

    private async Task<IActionResult?> FindAsync(JourneyQuery query, string? platform, CancellationToken cancellationToken)
    {
        (Return, Then) = (ComeBacks.Parse(query.Back), DeclarationLinks.Platforms(query.Then));
        var account = await getAccount.HandleAsync(new GetDraftAccount.Query(Id, platform), cancellationToken);
        if (account.IsError)
            return this.WithErrors(account.Errors);
        View = account.Value;
        foreach (var defect in View.Defects)
            Replies.TryAdd(defect.Id, defect.Reply ?? "");
        return null;
    }
}

/// <summary>Where in the journey the page stands, as its address says it.</summary>
public sealed class JourneyQuery
{
    [FromQuery(Name = ComeBacks.Key)]
    public string? Back { get; set; }

    /// <summary>The platform of an account that is not there yet.</summary>
    [FromQuery(Name = DeclarationLinks.PlatformKey)]
    public string? Platform { get; set; }

    [FromQuery(Name = DeclarationLinks.ThenKey)]
    public string? Then { get; set; }
}

/// <summary>What is typed of one account, and of which platform a new account is.</summary>
public sealed class AccountForm
{
    public string? Platform { get; set; }

    /// <summary>Where the account is on none of the platforms.</summary>
    public string Network { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>"Tôi không lấy được địa chỉ": what is known of the account instead.</summary>
    public string Known { get; set; } = "";

    public string DisplayName { get; set; } = "";
    public AccountUse? Use { get; set; }

    /// <summary>The address beside which the page said what to look at.</summary>
    public string? Seen { get; set; }

    /// <summary>The address, or what is known in its place; an address that is typed counts for more.</summary>
    internal string Stated => Address.Trim().Length == 0 && Known.Trim().Length > 0 ? AccountAddress.Unknown + Known : Address;
}
