using Microsoft.AspNetCore.Mvc;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.Security;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>Where the journey starts or goes on: what the page shows follows from what was declared and typed before.</summary>
public sealed class StartModel(GetMyDraft getMyDraft, KeepDraft keepDraft, ReplyToDefects reply, AnswerProposals answerProposals)
    : JourneyPage
{
    /// <summary>What is said of each account that a list proposes; nothing of those that are not answered.</summary>
    [BindProperty(Name = nameof(Answers))]
    public Dictionary<Guid, ProposalAnswer> Answers { get; set; } = [];

    [BindProperty(Name = RequestKeyTagHelper.DefaultName)]
    public Guid RequestKey { get; set; }

    /// <summary>The member goes on without answering what lists propose.</summary>
    [BindProperty(SupportsGet = true, Name = DeclarationLinks.LaterKey)]
    public bool AnswersLater { get; set; }

    /// <summary>What is answered by words to each defect of the list as a whole.</summary>
    [BindProperty(Name = nameof(Replies))]
    public Dictionary<Guid, string> Replies { get; set; } = [];

    public MyDraft Draft { get; private set; } = null!;
    public NoticeToRead ToRead => NoticeToRead.Of(Draft.Notice, Draft);
    public StartStage Stage { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Stage == StartStage.Underway
            ? Onwards(Draft.Content.Answer == DeclarationAnswer.NoAccounts ? DeclarationLinks.Check : DeclarationLinks.List)
            : Page();
    }

    /// <summary>The member has read what changed meanwhile and goes on with the draft, or begins anew one that is lost.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await keepDraft.HandleAsync(cancellationToken);
        return LocalRedirect(DeclarationLinks.Start);
    }

    public async Task<IActionResult> OnPostReplyAsync(CancellationToken cancellationToken)
    {
        if (await reply.HandleAsync(DefectNotes.Said(Replies), cancellationToken) is not { IsError: true } unsaid)
            return LocalRedirect(DeclarationLinks.After(DeclarationLinks.Start, JourneyChange.DefectsAnswered));
        await ShowAsync(cancellationToken);
        return Stage == StartStage.Returned ? this.WithErrors(unsaid.Errors, form: "") : LocalRedirect(DeclarationLinks.Start);
    }

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken cancellationToken)
    {
        var replies = Answers.Select(answer => new ProposalReply(answer.Key, answer.Value == ProposalAnswer.Mine)).ToList();
        var isUnderway = await answerProposals.HandleAsync(new AnswerProposals.Command(RequestKey, replies), cancellationToken);
        if (!isUnderway.IsError)
            return LocalRedirect(DeclarationLinks.After(
                isUnderway.Value ? DeclarationLinks.List : DeclarationLinks.Start, JourneyChange.ProposalsAnswered));
        await ShowAsync(cancellationToken);
        return Stage == StartStage.Proposed ? this.WithErrors(isUnderway.Errors, form: "") : LocalRedirect(DeclarationLinks.Start);
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Draft = (await getMyDraft.HandleAsync(cancellationToken)).Value;
        Stage = StageOf(Draft);
        if (Draft.Proposals.Count > 0 && !AnswersLater && Stage is (StartStage.First or StartStage.Underway or StartStage.Again))
            Stage = StartStage.Proposed;
        foreach (var defect in Draft.Defects)
            Replies.TryAdd(defect.Id, defect.Reply ?? "");
    }

    private static StartStage StageOf(MyDraft draft) => draft switch
    {
        { IsLost: true } => StartStage.Lost,
        { IsStored: true, IsStale: true } => StartStage.Stale,
        { Latest.Status: DeclarationStatus.Returned } => StartStage.Returned,
        { IsStored: true, Content.Answer: not null } => StartStage.Underway,
        { Latest: null } or { IsStored: true } => StartStage.First,
        { Latest.Status: DeclarationStatus.Submitted } => StartStage.Pending,
        _ => StartStage.Again,
    };
}

/// <summary>What a member says of an account that a list has beside them.</summary>
public enum ProposalAnswer
{
    Mine = 1,
    NotMine = 2,
}

/// <summary>What the first page of the journey is about.</summary>
public enum StartStage
{
    /// <summary>A list has accounts beside the member, who is asked whether they are theirs before anything else.</summary>
    Proposed,

    /// <summary>Nothing is answered yet.</summary>
    First,

    /// <summary>Something typed waits to be submitted: the journey goes on where it stopped.</summary>
    Underway,

    /// <summary>Submitted and not decided.</summary>
    Pending,

    /// <summary>A reviewer asks to put something right.</summary>
    Returned,

    /// <summary>Confirmed: declare again, or say that nothing has changed.</summary>
    Again,

    /// <summary>Something was decided after the draft began.</summary>
    Stale,

    /// <summary>What was typed cannot be read any more.</summary>
    Lost,
}
