namespace PartyNet.Web.Links;

/// <summary>Addresses of signing in and out.</summary>
public static class SignInLinks
{
    public const string SignIn = "/dang-nhap";
    public const string SignOut = "/dang-xuat";
    public const string Session = "/phien";
    public const string SendOn = "/gui-tiep";
    public const string ReturnKey = "tro-ve";
    public const string SetPasswordPage = PartyNet.Application.Access.SetupLink.Path;
    public const string DemoSignIn = "/demo/dang-nhap";

    /// <summary>The one-time link that an administrator hands over, with this site's own address.</summary>
    public static string SetPassword(string code, HttpRequest request) =>
        $"{request.Scheme}://{request.Host}{SetPasswordPage}{SiteAddress.Of($"/{code}")}";
}
