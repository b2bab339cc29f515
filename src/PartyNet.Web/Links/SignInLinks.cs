using PartyNet.Domain.Access;

namespace PartyNet.Web.Links;

/// <summary>Addresses of signing in and out.</summary>
public static class SignInLinks
{
    public const string SignIn = "/dang-nhap";
    public const string SignInCode = "/dang-nhap?handler=Code";
    public const string SignInPasskey = "/dang-nhap?handler=Passkey";

    /// <summary>Where a script asks for what the browser is to be asked.</summary>
    public const string AskForPasskey = "/khoa-dang-nhap";
    public const string SignOut = "/dang-xuat";
    public const string Session = "/phien";
    public const string SendOn = "/gui-tiep";
    public const string ReturnKey = "tro-ve";
    public const string SetPasswordPage = PartyNet.Application.Access.SetupLink.Path;
    public const string Activate = PartyNet.Application.Access.ActivationSlip.Path;
    public const string Again = "lai";
    public const string ActivateAgain = $"{Activate}?{Again}=1";
    public const string ActivateChoose = "/kich-hoat/chon";

    /// <inheritdoc cref="AskForPasskey"/>
    public const string OfferPasskeyBySlip = "/kich-hoat/chon/khoa";
    public const string DemoSignIn = "/demo/dang-nhap";
    public const string JustSet = "vua-dat";

    /// <summary>Where whoever has set a password by a link reads that it is done.</summary>
    public static string AfterSettingPassword(string code) => SetPasswordPage + SiteAddress.Of($"/{code}", (JustSet, "1"));

    /// <summary>The one-time link that an administrator hands over, with this site's own address.</summary>
    public static string SetPassword(string code, HttpRequest request) =>
        $"{request.Scheme}://{request.Host}{SetPasswordPage}{SiteAddress.Of($"/{code}")}";

    /// <summary>
    /// What is scanned from a slip. Browsers keep what stands behind the # to themselves: no log and no referrer has the code.
    /// </summary>
    public static string Scan(SlipCode code, HttpRequest request) => $"{request.Scheme}://{request.Host}{Activate}#{code.Written}";
}
