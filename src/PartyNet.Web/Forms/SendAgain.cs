namespace PartyNet.Web.Forms;

/// <summary>Offers a form to be sent again.</summary>
/// <param name="What">What became of it, in a sentence.</param>
/// <param name="KeepsToken">Nobody could be asked who is signed in, and so no new token given: the form goes on with its own.</param>
public sealed record SendAgain(SentForm Form, string What, bool KeepsToken = false)
{
    /// <summary>Heading of the page, unless something else has to be said first.</summary>
    public string Title { get; init; } = $"Đồng chí đang gửi dở: {Form.Words.Title}";
}
